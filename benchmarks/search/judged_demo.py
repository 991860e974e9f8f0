"""The demonstration's materials as a judged set: what teachers type, and what answers it.

`python -m benchmarks.search.judged_demo DIR`, then `manage.py searcheval DIR`. The
questions and their grades (2 answers it, 1 is of use) are written by hand in
`judged/`; the texts are those of `home/demo/data`, so that they are kept once.
"""

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from home.demo.content import Table, materials

_HERE = Path(__file__).parent / "judged"
_VOCABULARIES = Path(__file__).parents[2] / "bank/data"
_LISTS = ("goals", "success_criteria", "needed_items")
_TEXTS = ("evaluation", "differentiation", "skill", "rules", "variants")
_KINDS = {"scenario": "scenariusz zajęć", "math_game": "gra matematyczna"}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.jsonl").open("w") as corpus:
        for table in materials():
            row = {
                "id": table["key"],
                "title": table["title"],
                "text": "\n".join(_said(table)),
            }
            corpus.write(json.dumps(row, ensure_ascii=False) + "\n")
    for name in ("queries.jsonl", "qrels.tsv"):
        shutil.copy(_HERE / name, folder / name)


def _said(table: Table) -> Iterator[str]:
    yield table["summary"]
    for name in _LISTS:
        yield from table.get(name, ())
    for step in table.get("steps", ()):
        yield from (step["title"], step["text"])
    for name in _TEXTS:
        yield table.get(name, "")
    yield _KINDS[table["kind"]]
    subjects, classes = _labels()
    yield from (subjects[code] for code in table["subjects"])
    yield from (classes[code] for code in table["classes"])
    # As `ClassYear.in_figures` has it: people type „klasa 5”.
    yield from (f"klasa {code[1:]}" for code in table["classes"] if code[0] == "k")


def _labels() -> tuple[dict[str, str], dict[str, str]]:
    subjects = tomllib.loads((_VOCABULARIES / "subjects.toml").read_text())
    stages = tomllib.loads((_VOCABULARIES / "stages.toml").read_text())
    return (
        {each["code"]: each["label"] for each in subjects["subjects"]},
        {
            code: label
            for each in stages["classes"]
            for code, label in zip(each["codes"], each["labels"], strict=True)
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
