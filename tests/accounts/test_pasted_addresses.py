"""Addresses as they come out of mail programs, tables and letters."""

import pytest

from accounts.importing.addresses import find_people
from accounts.importing.people import Row, Understood
from accounts.roles import Role

STAFF = (Role.TEACHER, Role.SPECIALIST)


def find(text: str) -> Understood:
    return find_people(text, roles=STAFF)


def people(text: str) -> list[tuple[str, str, str]]:
    return [(row.email, row.first_name, row.last_name) for row in find(text).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kowalski <jan@x.pl>",
        '"Jan Kowalski" <Jan@X.pl>;',
        "„Jan Kowalski” <jan@x.pl>, ",
        "Kowalski, Jan <jan@x.pl>",
        "KOWALSKI Jan jan@x.pl",
        "jan@x.pl Jan Kowalski",
        "jan@x.pl;Jan;Kowalski",
        "Jan\tKowalski\tjan@x.pl",
        "Jan, Kowalski, jan@x.pl",
        "1. Jan Kowalski – jan@x.pl",
        "• mgr Jan Kowalski (jan@x.pl)",
        "Do: Jan Kowalski <mailto:jan@x.pl>",
        "Jan Kowalski: jan@x.pl.",
        "Jan Kowalski\njan@x.pl",
    ],
)
def test_a_name_is_found_beside_its_address(text: str) -> None:
    assert people(text) == [("jan@x.pl", "Jan", "Kowalski")]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kos <a@x.pl>; Ewa Lis <b@x.pl>",
        "Jan Kos <a@x.pl>, Ewa Lis <b@x.pl>",
        "Kos, Jan <a@x.pl>; Lis, Ewa <b@x.pl>",
        "a@x.pl Jan Kos, b@x.pl Ewa Lis",
        "Jan Kos\ta@x.pl\r\nEwa Lis\tb@x.pl",
        "Imię;Nazwisko;E-mail\nJan;Kos;a@x.pl\nEwa;Lis;b@x.pl",
    ],
)
def test_each_address_has_the_name_that_is_its_own(text: str) -> None:
    assert people(text) == [("a@x.pl", "Jan", "Kos"), ("b@x.pl", "Ewa", "Lis")]


@pytest.mark.parametrize(
    "text",
    [
        "a@x.pl b@x.pl",
        "a@x.pl,b@x.pl",
        "a@x.pl;\nb@x.pl;\n",
        "\ta@x.pl\t\tb@x.pl",
        "Są tu a@x.pl oraz od września b@x.pl",
        "Proszę dopisać te 2 osoby: a@x.pl oraz, od września 2026, b@x.pl. Dziękuję.",
    ],
)
def test_addresses_without_names(text: str) -> None:
    assert people(text) == [("a@x.pl", "", ""), ("b@x.pl", "", "")]


def test_long_and_double_names_survive() -> None:
    text = "Anna Maria Nowak-Żółć <a@x.pl>\nJan O'Brien <b@x.pl>"

    assert people(text) == [
        ("a@x.pl", "Anna", "Maria Nowak-Żółć"),
        ("b@x.pl", "Jan", "O'Brien"),
    ]


def test_a_role_beside_the_name_is_understood() -> None:
    rows = find("Ewa;Lis;b@x.pl;pedagog specjalny\nJan;Kos;a@x.pl;nauczyciel").rows

    assert rows == [
        Row(1, "b@x.pl", "Ewa", "Lis", "specialist"),
        Row(2, "a@x.pl", "Jan", "Kos", "teacher"),
    ]


def test_a_role_that_may_not_be_given_is_not() -> None:
    assert [row.role for row in find("dyrektor;a@x.pl").rows] == ["teacher"]


@pytest.mark.parametrize(
    "broken", ["jan@", "@x.pl", "jan@@x.pl", "jan@x", "ja\0n@x.pl"]
)
def test_what_is_no_address_is_named_with_its_line(broken: str) -> None:
    found = find(f"Ewa Lis <b@x.pl>\n{broken}")

    assert len(found.rows) == 1
    assert [(bad.number, bad.text) for bad in found.problems] == [(2, broken)]


@pytest.mark.parametrize(
    "text",
    ["", "Dzień dobry,\npozdrawiam", "=cmd|' /C calc'!A0", "<script>alert(1)</script>"],
)
def test_a_text_without_addresses_has_nobody(text: str) -> None:
    assert find(text) == Understood()


def test_a_formula_is_no_name() -> None:
    assert people("=HYPERLINK(1) a@x.pl") == [("a@x.pl", "", "")]


def test_a_megabyte_on_one_line_is_read() -> None:
    assert len(find("a@x.pl, " * 20_000).rows) == 20_000
    assert find("x" * 1_000_000).rows == []
    assert len(find("@" * 1_000_000).problems) == 1
