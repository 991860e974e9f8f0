"""How well an engine answers a judged set of questions."""

import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.engines.base import Engine
from search.exceptions import BadJudgedSet
from search.rebuild import batches
from search.retrieval import Narrowing, retrieve
from search.sources import Document

DEPTH = 10
_EVERYONE = frozenset({"public"})


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Texts, questions, and which texts answer which question."""

    documents: tuple[Document, ...]
    names: Mapping[int, str]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the judged questions."""

    queries: int
    ndcg: float
    mrr: float
    recall: float
    milliseconds: float


def read_judged_set(folder: Path) -> JudgedSet:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. Raises `BadJudgedSet`."""
    rows = list(_rows(folder / "corpus.jsonl"))
    documents = tuple(
        Document("judged", pk, str(row.get("title") or ""), str(row["text"]), _EVERYONE)
        for pk, row in enumerate(rows, start=1)
    )
    names = {pk: str(row["id"]) for pk, row in enumerate(rows, start=1)}
    queries = {
        str(row["id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")
    }
    return JudgedSet(documents, names, queries, _judgements(folder / "qrels.tsv"))


def index(engine: Engine, judged: JudgedSet, progress: Callable[[int], object]) -> None:
    generation = engine.begin()
    for batch in batches(range(len(judged.documents)), 500):
        generation.add([judged.documents[place] for place in batch], version=0)
        progress(len(batch))
    generation.publish()
    generation.close()


def evaluate(engine: Engine, judged: JudgedSet) -> Score:
    """Ask every judged question once, after one round to warm up."""
    asked = [name for name in judged.queries if judged.relevant.get(name)]
    narrowing = Narrowing(_EVERYONE, limit=DEPTH)
    answers: dict[str, Sequence[str]] = {}
    spent = 0.0
    for warm in (False, True):
        for name in asked:
            started = time.perf_counter()
            hits = retrieve(engine, judged.queries[name], narrowing).result.hits
            spent += (time.perf_counter() - started) if warm else 0
            answers[name] = [judged.names[hit.pk] for hit in hits]
    scores = [_score(answers[name], judged.relevant[name]) for name in asked]
    number = max(len(scores), 1)
    ndcg, mrr, recall = (sum(each) / number for each in zip(*scores, strict=True))
    return Score(len(scores), ndcg, mrr, recall, spent * 1000 / number)


def _score(
    answer: Sequence[str], relevant: Mapping[str, int]
) -> tuple[float, float, float]:
    gains = [relevant.get(name, 0) for name in answer[:DEPTH]]
    ideal = _discounted(sorted(relevant.values(), reverse=True)[:DEPTH])
    first = next((rank for rank, gain in enumerate(gains, start=1) if gain), 0)
    found = sum(1 for gain in gains if gain)
    return (
        _discounted(gains) / ideal,
        1 / first if first else 0.0,
        found / len(relevant),
    )


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadJudgedSet(f"{path.name}:{number}: {error}") from error
        if not isinstance(row, dict) or "id" not in row or "text" not in row:
            raise BadJudgedSet(f"{path.name}:{number}: no id or text")
        yield row


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(_lines(path), start=1):
        fields = line.rstrip("\n").split("\t")
        grade = fields[-1].strip()
        if number == 1 and not grade.isdigit():
            continue  # a heading
        if len(fields) not in {3, 4} or not grade.isdigit():
            raise BadJudgedSet(f"{path.name}:{number}: expected query, document, grade")
        if int(grade):
            relevant[fields[0]][fields[-2]] = int(grade)
    return relevant


def _lines(path: Path) -> list[str]:
    try:
        # Not splitlines(): a text may hold other signs that end a line on paper.
        lines = path.read_text("utf-8-sig").split("\n")
        return [line for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadJudgedSet(f"{path}: {error}") from error
