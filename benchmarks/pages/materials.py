"""A file for `importmaterials`: `GBW_DATA=… python -m benchmarks.pages.materials NUMBER FILE.jsonl`."""

import json
import random
import sys
from pathlib import Path

from benchmarks.corpus import words

SUBJECTS = ["Matematyka", "Język polski", "Przyroda", "Informatyka", "Plastyka"]
BODY_WORDS = 110


def write_materials(path: Path, number: int) -> None:
    """Write so many records, always the same for the same number."""
    source = random.Random(5)
    vocabulary = words()
    with path.open("w", encoding="utf-8") as file:
        for place in range(1, number + 1):
            title = vocabulary.draw(source, 5)
            first = source.randint(1, 6)
            record = {
                "id": f"m-{place}",
                "title": " ".join(title).capitalize(),
                "summary": " ".join(vocabulary.draw(source, 14)).capitalize() + ".",
                "body": " ".join(vocabulary.draw(source, BODY_WORDS)),
                "subject": source.choice(SUBJECTS),
                "class_years": f"{first}-{first + source.randint(1, 2)}",
                "kind": source.choice(["scenario", "scenario", "math_game"]),
                "duration_minutes": source.choice([15, 30, 45, 90]),
                "visibility": source.choice(["public", "signed_in", "signed_in"]),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_materials(Path(sys.argv[2]), int(sys.argv[1]))
