"""How long a search takes by the clock on each engine, and how soon a change shows.

`python -m benchmarks.search.engines [documents]` – 10,000 by default. With
`ELASTICSEARCH_URL` both engines are measured, otherwise the embedded one.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence

from django.conf import settings

from benchmarks.corpus import FACETS, documents, words
from benchmarks.search.latency import (
    AUDIENCE,
    build,
    ours,
    percentiles,
    queries,
)
from search.engines import ELASTICSEARCH, TANTIVY, scratch_engine
from search.engines.base import Engine

ROUNDS = 4
CHANGES = 20


def timed(search: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    times = []
    for turn in range(ROUNDS):
        for text in texts:
            started = time.perf_counter()
            search(text)
            times += [time.perf_counter() - started] if turn else []
    return times


def changes(engine: Engine) -> list[float]:
    """Time from writing one document to a reader's being able to find it."""
    generation, times = engine.current(), []
    for number, document in enumerate(list(documents(CHANGES))):
        started = time.perf_counter()
        generation.put([document], version=number + 1)
        generation.commit()
        engine.refresh()
        times.append(time.perf_counter() - started)
    generation.close()
    return times


def measure(name: str, number: int) -> None:
    with scratch_engine(name, tuple(FACETS)) as engine:
        started = time.perf_counter()
        build(engine, number)
        spent = time.perf_counter() - started
        print(f"{name}: {number} documents, {number / spent:.0f} a second")
        print(f"{'ms':22}{'p50':>7}  {'p95':>7}  {'p99':>7}")
        for kind, texts in queries().items():
            print(f"{kind:22}{percentiles(timed(ours(engine), texts))}")
        prefixes = [form[:3] for form in words().forms[10:60]]
        complete = timed(lambda text: engine.completions(text, AUDIENCE, 24), prefixes)
        print(f"{'completions':22}{percentiles(complete)}")
        print(f"{'change to visible':22}{percentiles(changes(engine))}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    settings.ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
    for name in (TANTIVY, ELASTICSEARCH) if settings.ELASTICSEARCH_URL else (TANTIVY,):
        measure(name, number)


if __name__ == "__main__":
    main()
