"""Words without an answer are kept once enough people typed them, and not for ever."""

from datetime import date, timedelta

import pytest

from search.actions.endings import (
    GUEST,
    forget_old_endings,
    mark_handled,
    note_ending,
)
from search.models import EndingDay, UnmetMark, UnmetQuery, UnmetWeek
from search.watching import Watched, is_personal, kept_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)  # a Sunday
IN_VAIN = Watched("lutowanie", 0, "", 0)


def typed_by(number: int, watched: Watched = IN_VAIN, day: date = TODAY) -> None:
    """So many people typed it in vain on a day."""
    for each in range(number):
        who = f"user:{each}"
        note_ending(watched, place=None, who=who, voice=who, today=day)


def test_words_are_kept_only_once_three_people_typed_them() -> None:
    typed_by(2)
    assert [query.text for query in UnmetQuery.objects.all()] == [""]
    assert not UnmetWeek.objects.for_report().exists()

    typed_by(3)
    assert [row.query.text for row in UnmetWeek.objects.for_report()] == ["lutowanie"]


def test_one_person_on_many_days_is_one_person() -> None:
    for day in range(10):
        typed_by(1, day=TODAY + timedelta(days=day))

    [query] = UnmetQuery.objects.all()
    assert (query.people, query.occasions, query.text) == (1, 10, "")


def test_all_guests_are_one_person() -> None:
    for number in range(9):
        note_ending(
            IN_VAIN, place=None, who=f"net:10.0.0.{number}", voice=GUEST, today=TODAY
        )

    [query] = UnmetQuery.objects.all()
    assert (query.people, query.occasions) == (1, 1)


def test_marks_tell_neither_who_nor_that_it_was_the_same_person() -> None:
    typed_by(1)
    typed_by(1, Watched("klejenie", 0, "", 0))

    marks = UnmetMark.objects.values_list("mark", flat=True)

    assert len({*marks}) == 2
    assert all(len(mark) == 64 for mark in marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jan.kowalski@gmina.pl", True),
        ("44051401359", True),
        ("pesel 440514 01359", True),
        ("tel. 501-234-567", True),
        ("+48 (22) 123 45 67 89", True),
        ("５０１２３４５６７", True),
        ("kalendarz 2026/2027", False),
        ("1.09.2026", False),
        ("klasa 5 zadanie 12", False),
        ("ułamki", False),
    ],
)
def test_personal_is_recognised(text: str, expected: bool) -> None:
    assert (kept_text(text) == "") is expected
    assert not is_personal("ułamki 12")


def test_rare_words_go_after_thirty_days_even_when_typed_again() -> None:
    typed_by(1)
    typed_by(1, day=TODAY + timedelta(days=25))
    typed_by(3, Watched("klejenie", 0, "", 0))

    forget_old_endings(TODAY + timedelta(days=31))

    assert [query.text for query in UnmetQuery.objects.all()] == ["klejenie"]
    assert not UnmetMark.objects.exists()


def test_everything_goes_in_the_end() -> None:
    typed_by(3)

    forget_old_endings(TODAY + timedelta(days=800))

    assert not UnmetQuery.objects.exists()
    assert not EndingDay.objects.exists()


def test_what_was_dealt_with_comes_back_only_by_three_people() -> None:
    typed_by(3)
    mark_handled(UnmetQuery.objects.get())

    typed_by(2, day=TODAY + timedelta(days=1))
    assert not UnmetWeek.objects.for_report().exists()

    typed_by(3, day=TODAY + timedelta(days=2))
    assert UnmetWeek.objects.for_report().exists()


def test_weeks_begin_on_monday_of_our_clocks() -> None:
    typed_by(3)
    typed_by(3, day=TODAY + timedelta(days=1))

    mondays = UnmetWeek.objects.order_by("monday").values_list("monday", "nothing")
    assert list(mondays) == [(date(2026, 11, 16), 3), (date(2026, 11, 23), 3)]
