"""The words of the demonstration, read as data: no database."""

import re
from collections.abc import Iterator

import pytest

from bank.files.kinds import sniff
from home.demo import content
from home.demo.content import Table
from home.demo.people import ACCOUNTS

KINDS = {"scenario": 14, "math_game": 4}
# A value that is an address, a code or a number, not something that people read.
_WORD = re.compile(r"[a-ząćęłńóśźż]{2}", re.IGNORECASE)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _everything() -> list[Table]:
    return [
        *content.institutions(),
        *content.people(),
        *content.news(),
        *content.pages(),
        *content.materials(),
        *content.networks(),
    ]


def test_gmina_has_its_places_and_people() -> None:
    kinds = [table["kind"] for table in content.institutions()]
    assert (kinds.count("kindergarten"), kinds.count("school")) == (9, 7)
    assert 55 <= len(content.people()) <= 65
    assert set(ACCOUNTS) <= {table["key"] for table in content.people()}


def test_bank_has_fourteen_lesson_plans_and_four_games() -> None:
    kinds = [table["kind"] for table in content.materials()]
    assert {kind: kinds.count(kind) for kind in KINDS} == KINDS


def test_materials_stand_in_every_state_and_visibility() -> None:
    tables = content.materials()
    assert {table["state"] for table in tables} == {
        *("draft", "submitted", "claimed", "returned", "published", "withdrawn")
    }
    assert any("newer_version" in table for table in tables)
    assert {"public", "signed_in", "institution", "network", "author"} == {
        table["visibility"] for table in tables
    }


@pytest.mark.parametrize(
    "table",
    [table for table in content.materials() if table["kind"] == "scenario"],
    ids=lambda table: table["key"],
)
def test_minutes_of_the_steps_make_up_the_lesson(table: Table) -> None:
    assert 5 <= len(table["steps"]) <= 7
    assert sum(step["minutes"] for step in table["steps"]) == table["duration"]
    assert all(len(step["text"]) > 100 for step in table["steps"])


def test_networks_are_lively() -> None:
    networks = content.networks()
    assert len(networks) == 3
    for network in networks:
        assert 8 <= len(network["members"]) <= 20
        assert 4 <= len(network["topics"]) <= 7
        assert all(len(topic["posts"]) <= 12 for topic in network["topics"])
        # One at most waits for an answer, so that its coordinator sees one.
        assert sum(len(topic["posts"]) == 1 for topic in network["topics"]) <= 1


def test_posts_stand_in_the_order_of_time_and_come_from_members() -> None:
    for network in content.networks():
        members = {*network["members"], network["coordinator"]}
        for topic in network["topics"]:
            hours = [post["hours_ago"] for post in topic["posts"]]
            assert hours == sorted(hours, reverse=True)
            assert {post["author"] for post in topic["posts"]} <= members


def test_polish_is_set_with_polish_marks() -> None:
    wrong = [
        text
        for table in _everything()
        for text in _texts(table)
        if _WORD.search(text)
        and re.search(r"[\"“']| - |\.\.\.|(?<=[a-z])”(?=\w)", text)
    ]
    assert wrong == []


def test_quotation_marks_come_in_pairs() -> None:
    texts = [text for table in _everything() for text in _texts(table)]
    assert [t for t in texts if t.count("„") != t.count("”")] == []


def test_no_rspo_number_is_a_real_one() -> None:
    numbers = [table["rspo"] for table in content.institutions() if table["rspo"]]
    assert len(set(numbers)) == 16
    # The register has not passed six digits.
    assert all(re.fullmatch(r"9999\d{5}", number) for number in numbers)


def test_every_named_person_and_place_is_there() -> None:
    people = {table["key"] for table in content.people()}
    places = {table["key"] for table in content.institutions()}
    networks = {table["key"] for table in content.networks()}
    for material in content.materials():
        assert {*material["authors"], material.get("reviewer", "admin")} <= people
        assert material.get("reviewer") not in material["authors"]
        assert material["institution"] in places
        assert material.get("visibility_network", "liczy-sie-pomysl") in networks
    for news in content.news():
        assert news["author"] in people
        assert news.get("institution", "mzo") in places


def test_files_are_small_and_all_of_them_used() -> None:
    named = {
        attachment["file"]
        for material in content.materials()
        for attachment in material.get("attachments", [])
    }
    folder = content.DATA_DIR / "files"
    assert named == {path.name for path in folder.iterdir()}
    assert len(named) >= 8
    assert {name.rpartition(".")[2] for name in named} == {"pdf", "docx", "png"}
    assert all(len(content.file_bytes(name)) <= 60_000 for name in named)


def test_files_pass_the_check_of_uploads() -> None:
    for path in (content.DATA_DIR / "files").iterdir():
        assert path.suffix.lstrip(".") in sniff(path.read_bytes()).extensions
