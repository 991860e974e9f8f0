"""Build the index in a process of its own; say in JSON what that took."""

import json
import resource
import sys
import time
from pathlib import Path

from django.conf import settings
from tqdm import tqdm

from benchmarks.site import DOCUMENTS
from search.engines import current_engine
from search.rebuild import rebuild
from search.sources import sources


def made() -> float:
    """Processor seconds it takes to make one document, before anything is indexed."""
    source = sources()["material"]
    every = list(source.all_pks())
    sample = every[:: max(len(every) // 1000, 1)]
    list(source.documents(sample))  # what is remembered is remembered
    started = time.process_time()
    list(source.documents(sample))
    return (time.process_time() - started) / len(sample)


def main() -> None:
    number = DOCUMENTS
    each = made()
    engine, started = current_engine(), (time.process_time(), time.perf_counter())
    with tqdm(total=number, unit="doc", file=sys.stderr, mininterval=2) as bar:
        indexed = rebuild(engine, bar.update)
    cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
    folder = Path(settings.SEARCH_INDEX_DIR) / engine.generation_name()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    record = {"documents": indexed, "cpu": cpu, "wall": wall, "made": each}
    print(json.dumps({**record, "size": size, "peak": peak}))


if __name__ == "__main__":
    main()
