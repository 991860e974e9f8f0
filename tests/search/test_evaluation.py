"""`searcheval` scores as its documentation says, worked out by hand."""

import io
import json
import math
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import read_judged_set

Write = Callable[..., Path]
CORPUS = [
    {"id": "a", "title": "Kot", "text": "kot kot kot"},
    {"id": 7, "title": None, "text": "kot i pies"},
    {"id": "c", "text": "pies\u2028sam\u0085w domu i\x1ckot"},
    {"id": "d", "title": "Ryba", "text": "ryba w wodzie"},
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(queries: list[tuple[object, str]], judgements: str) -> Path:
        lines = [json.dumps(row, ensure_ascii=False) for row in CORPUS]
        (tmp_path / "corpus.jsonl").write_text("\r\n".join(lines) + "\r\n\n", "utf-8")
        asked = [json.dumps({"id": name, "text": text}) for name, text in queries]
        (tmp_path / "queries.jsonl").write_text("\n".join(asked), "utf-8-sig")
        (tmp_path / "qrels.tsv").write_text(judgements, "utf-8")
        return tmp_path

    return put


def scored(folder: Path, engine: str) -> dict[str, float]:
    out = io.StringIO()
    call_command("searcheval", str(folder), engine=engine, stdout=out)
    return {
        name: float(value)
        for name, value in re.findall(
            r"^(\S+) +([\d.]+)$", out.getvalue(), re.MULTILINE
        )
    }


def test_one_answer_at_the_top(write: Write, engine_name: str) -> None:
    folder = write([("q1", "ryba")], "q1\td\t1\n")

    score = scored(folder, engine_name)

    assert (score["nDCG@10"], score["MRR@10"], score["Recall@10"]) == (1, 1, 1)


def test_several_answers_grades_and_missing_ones(
    write: Write, engine_name: str
) -> None:
    # „kot” finds a, 7, c in this order; x is judged and not there at all.
    folder = write(
        [(1, "kot"), ("q2", "ryba"), ("q3", "nikt tego nie sądził"), ("q4", "słoń")],
        "query-id\tcorpus-id\tscore\n"
        "1\t0\t7\t1\n1\t0\tc\t2\n1\t0\tx\t1\n1\t0\ta\t0\n"
        "q2\td\t1\nq4\ta\t1\nunasked\ta\t1\n",
    )

    score = scored(folder, engine_name)

    ideal = 2 + 1 / math.log2(3) + 1 / math.log2(4)
    first = (1 / math.log2(3) + 2 / math.log2(4)) / ideal
    assert score["nDCG@10"] == pytest.approx((first + 1 + 0) / 3, abs=1e-4)
    assert score["MRR@10"] == pytest.approx((1 / 2 + 1 + 0) / 3, abs=1e-4)
    assert score["Recall@10"] == pytest.approx((2 / 3 + 1 + 0) / 3, abs=1e-4)


def test_names_are_words_however_they_are_written(write: Write) -> None:
    judged = read_judged_set(write([(1, "kot")], "1\t7\t1\r\n"))

    assert list(judged.names.values()) == ["a", "7", "c", "d"]
    assert judged.relevant == {"1": {"7": 1}}
    assert [document.title for document in judged.documents] == ["Kot", "", "", "Ryba"]


@pytest.mark.parametrize(
    "judgements", ["q1 d 1\nq1 d 1", "q1\td\tbardzo\nq1\td\tbardzo", "q1\td\t0\n", ""]
)
def test_what_cannot_be_read_or_asked_is_said(write: Write, judgements: str) -> None:
    folder = write([("q1", "ryba")], judgements)

    with pytest.raises(CommandError):
        scored(folder, "tantivy")


def test_folder_without_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=re.escape(f"{tmp_path}{os.sep}")):
        scored(tmp_path, "tantivy")
