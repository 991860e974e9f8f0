"""`importmaterials`: good lines kept, bad ones named, twice is once."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from bank.models import LessonPlan, Material, MathGame, Visibility
from search.models import Change

pytestmark = pytest.mark.django_db

GOOD = {
    "id": "a1",
    "title": "Ułamki na pizzy",
    "summary": "Dzielimy pizzę.",
    "body": "Najpierw na pół.",
    "subject": "Matematyka",
    "class_years": ["IV–VI"],
    "kind": "scenariusz",
    "duration_minutes": 45,
}


def _write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


def _run(path: Path, owner: User, *options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(
        "importmaterials",
        str(path),
        "--owner",
        owner.email,
        *options,
        stdout=out,
        stderr=err,
    )
    return out.getvalue(), err.getvalue()


def test_good_row_is_published_and_searchable(
    maria: User, oskar: User, tmp_path: Path
) -> None:
    path = _write(tmp_path / "m.jsonl", GOOD)

    out, _err = _run(path, maria)

    plan = LessonPlan.objects.get()
    assert "1 added" in out
    assert (plan.title, plan.flow, plan.owner) == (
        "Ułamki na pizzy",
        "Najpierw na pół.",
        maria,
    )
    assert [each.code for each in plan.class_years.all()] == ["k4", "k5", "k6"]
    assert Material.objects.published().visible_to(oskar).exists()
    assert Change.objects.filter(source="material", object_pk=plan.pk).exists()


def test_second_run_changes_nothing(maria: User, tmp_path: Path) -> None:
    path = _write(tmp_path / "m.jsonl", GOOD, {**GOOD, "id": "", "title": "Bez numeru"})
    _run(path, maria)

    out, _err = _run(path, maria)

    assert "0 added, 0 updated, 2 unchanged" in out
    assert Material.objects.count() == 2


def test_changed_record_updates_what_nobody_edited(maria: User, tmp_path: Path) -> None:
    _run(_write(tmp_path / "m.jsonl", GOOD), maria)

    out, _err = _run(
        _write(
            tmp_path / "m.jsonl", {**GOOD, "title": "Nowy tytuł", "subject": "historia"}
        ),
        maria,
    )

    plan = LessonPlan.objects.get()
    assert "1 updated" in out
    assert plan.title == "Nowy tytuł"
    assert [each.code for each in plan.subjects.all()] == ["historia"]


def test_what_was_edited_here_is_kept(maria: User, tmp_path: Path) -> None:
    _run(_write(tmp_path / "m.jsonl", GOOD), maria)
    LessonPlan.objects.get().save_revision(user=maria)

    out, _err = _run(
        _write(tmp_path / "m.jsonl", {**GOOD, "title": "Nowy tytuł"}), maria
    )

    assert "1 changed here and kept" in out
    assert LessonPlan.objects.get().title == "Ułamki na pizzy"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**GOOD, "title": " "}, "title: missing"),
        ({**GOOD, "title": "x" * 201}, "title: longer than 200"),
        ({**GOOD, "summary": "x" * 401}, "summary: longer than 400"),
        ({**GOOD, "body": "a\0b"}, "body: holds a NUL"),
        ({**GOOD, "subject": "alchemia"}, "subject: unknown: alchemia"),
        ({**GOOD, "class_years": "XII"}, "class_years: unknown: XII"),
        ({**GOOD, "kind": "wiersz"}, "kind: unknown"),
        ({**GOOD, "duration_minutes": "-5"}, "not a number of minutes"),
        ({**GOOD, "visibility": "author"}, "visibility: unknown"),
        ("[1, 2]", "not a JSON object"),
        ("{zły", "not JSON"),
    ],
)
def test_bad_line_is_named_and_good_ones_kept(
    maria: User, tmp_path: Path, row: object, reason: str
) -> None:
    path = _write(tmp_path / "m.jsonl", row, {**GOOD, "id": "a2"})

    out, err = _run(path, maria)

    assert err.startswith("line 1: ")
    assert reason in err
    assert "1 added" in out


def test_same_id_twice_is_a_bad_line(maria: User, tmp_path: Path) -> None:
    _out, err = _run(_write(tmp_path / "m.jsonl", GOOD, GOOD), maria)

    assert "line 2: id: the same as in line 1" in err


@pytest.mark.parametrize("option", ["--all-or-nothing", "--dry-run"])
def test_nothing_is_written(maria: User, tmp_path: Path, option: str) -> None:
    path = _write(tmp_path / "m.jsonl", GOOD, "{zły")

    if option == "--dry-run":
        assert "1 good, 1 bad" in _run(path, maria, option)[0]
    else:
        with pytest.raises(CommandError, match="nothing imported"):
            _run(path, maria, option)

    assert not Material.objects.exists()


def test_all_or_nothing_imports_a_good_file(maria: User, tmp_path: Path) -> None:
    _run(_write(tmp_path / "m.jsonl", GOOD), maria, "--all-or-nothing")

    assert Material.objects.published().count() == 1


def test_csv_with_games_semicolons_and_quotes(maria: User, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        "\ufefftitle;summary;body;subject;class_years;kind;visibility\n"
        '"Gra; z kostką";Rzut.;"Rzuć\nkostką";matematyka;"klasa I, 3";gra matematyczna;public\n'
        "Zły;wiersz\n",
        "utf-8",
    )

    out, err = _run(path, maria)

    game = MathGame.objects.get()
    assert "1 added" in out
    assert "2 columns instead of 7" in err
    assert (game.title, game.rules) == ("Gra; z kostką", "Rzuć\nkostką")
    assert game.visibility == Visibility.PUBLIC


def test_drafts_stay_drafts(maria: User, oskar: User, tmp_path: Path) -> None:
    _run(_write(tmp_path / "m.jsonl", GOOD), maria, "--state", "draft")

    assert not Material.objects.published().exists()
    assert Material.objects.visible_to(maria).exists()
    assert not Material.objects.visible_to(oskar).exists()


def test_unknown_owner_and_odd_files_are_refused(maria: User, tmp_path: Path) -> None:
    path = _write(tmp_path / "m.txt", GOOD)

    with pytest.raises(CommandError, match=r"\.jsonl"):
        _run(path, maria)
    with pytest.raises(CommandError, match="Nobody"):
        call_command("importmaterials", str(path), "--owner", "nikt@example.org")
    with pytest.raises(CommandError):
        _run(tmp_path / "absent.jsonl", maria)


def test_line_that_is_not_utf8_is_named(maria: User, tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_bytes(b'{"title": "\xff"}\n' + json.dumps(GOOD).encode())

    out, err = _run(path, maria)

    assert "line 1: not UTF-8" in err
    assert "1 added" in out
