"""Time as people say it."""

from datetime import timedelta

from django.utils import timezone

from home.templatetags.times import ago, how_long


def test_what_just_happened_is_not_zero_minutes_old() -> None:
    assert ago(timezone.now()) == "mniej niż minutę temu"


def test_one_unit_is_enough() -> None:
    assert (
        how_long(timezone.now() - timedelta(days=3, hours=5))
        == "3\N{NO-BREAK SPACE}dni"
    )


def test_nothing_has_no_age() -> None:
    assert how_long(None) == ""
