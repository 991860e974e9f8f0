"""How much CPU a search takes, next to Tantivy alone doing the same, in one run.

`python -m benchmarks.search.latency [documents]` – 10,000 by default.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from tqdm import tqdm

from benchmarks.corpus import FACETS, documents, words
from search.engines.base import SOURCE, Engine
from search.engines.entries import Fields, facet_field
from search.engines.tantivy import TantivyEngine
from search.highlight import Highlighter
from search.rebuild import batches
from search.retrieval import Narrowing, retrieve

AUDIENCE = frozenset({"public", "signed_in", "inst:7", "user:7", "role:teacher"})
ROUNDS = 40
PERCENTILES = (50, 95, 99)


def build(engine: Engine, number: int) -> float:
    """Index so many documents; return the CPU seconds it took."""
    made = list(documents(number))
    started = time.process_time()
    generation = engine.begin()
    with tqdm(total=number, unit="doc", disable=None) as bar:
        for batch in batches(range(number)):
            generation.add([made[place] for place in batch], version=0)
            bar.update(len(batch))
    generation.publish()
    generation.close()
    return time.process_time() - started


def queries() -> dict[str, list[str]]:
    forms = words().forms
    return {
        "frequent": list(forms[10:30]),
        "medium": list(forms[400:420]),
        "rare": list(forms[-2000:-1980]),
        "question": [
            f"jak i dlaczego {' '.join(forms[n : n + 90 : 15])}" for n in range(40, 60)
        ],
    }


def ours(
    engine: Engine,
    audience: frozenset[str] = AUDIENCE,
    facets: Sequence[str] = FACETS,
) -> Callable[[str], object]:
    narrowing = Narrowing(audience, count_facets=(SOURCE, *facets), limit=20)

    def search(text: str) -> object:
        found = retrieve(engine, text, narrowing)
        marks = Highlighter(found)
        return [
            marks.reasons(marks.mark(hit.card.title), marks.passage(hit.body).segments)
            for hit in found.result.hits
        ]

    return search


def raw(
    engine: Engine,
    folder: Path,
    audience: frozenset[str] = AUDIENCE,
    facets: Sequence[str] = FACETS,
) -> Callable[[str], object]:
    """The same terms, filter, facets and 20 stored documents, with no code of ours."""
    index = tantivy.Index.open(str(folder / engine.generation_name()))
    schema = index.schema
    names = [facet_field(key) for key in (SOURCE, *facets)]
    asked = {name: {"terms": {"field": name, "size": 1000}} for name in names}
    must, should = tantivy.Occur.Must, tantivy.Occur.Should
    permitted = tantivy.Query.const_score_query(
        tantivy.Query.term_set_query(schema, "audience", sorted(audience)), 0
    )

    def search(text: str) -> object:
        found = retrieve(engine, text, Narrowing(audience, limit=1)).interpretation
        terms = [term for clause in found.clauses() for term in clause.terms]
        started = time.thread_time()
        wanted = tantivy.Query.boolean_query(
            [
                (should, tantivy.Query.term_query(schema, "terms", t, "freq"))
                for t in terms
            ]
        )
        query = tantivy.Query.boolean_query([(must, permitted), (must, wanted)])
        searcher = index.searcher()
        hits = searcher.search(query, 20).hits
        searcher.aggregate(query, asked)
        _stored = [searcher.doc(address).to_dict() for _, address in hits]
        return time.thread_time() - started

    return search


def percentiles(times: Sequence[float]) -> str:
    ordered = sorted(times)
    chosen = [
        ordered[min(len(ordered) * p // 100, len(ordered) - 1)] for p in PERCENTILES
    ]
    return "  ".join(f"{each * 1000:7.2f}" for each in chosen)


def timed(search: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    times = []
    for turn in range(ROUNDS // 10):
        for text in texts:
            started = time.thread_time()
            answer = search(text)
            spent = (
                answer if isinstance(answer, float) else time.thread_time() - started
            )
            times += [spent] if turn else []  # the first round warms up
    return times


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="bench-search-") as name:
        folder = Path(name)
        engine = TantivyEngine(folder, fields=Fields(tuple(FACETS)))
        spent = build(engine, number)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(
            f"{number} documents, {number / spent:.0f} per CPU second, {size / 1e6:.1f} MB"
        )
        print(f"{'ms':22}{'p50':>7}  {'p95':>7}  {'p99':>7}")
        for kind, texts in queries().items():
            print(f"{kind + ', ours':22}{percentiles(timed(ours(engine), texts))}")
            print(
                f"{kind + ', raw Tantivy':22}{percentiles(timed(raw(engine, folder), texts))}"
            )
        prefixes = [form[:3] for form in words().forms[10:60]]
        times = timed(lambda text: engine.completions(text, AUDIENCE, 24), prefixes)
        print(f"{'completions':22}{percentiles(times)}")


if __name__ == "__main__":
    main()
