"""Searches that people of the demonstration keep."""

from functools import partial

from home.demo.stage import Stage
from notifications.kinds import Frequency
from search.actions import save_search
from search.criteria import Criteria

DAYS_AGO = 30


def plan_searches(stage: Stage) -> None:
    """Have the teacher keep two: of the first the worker soon tells something new."""
    owner = stage.people["nauczyciel"]
    newest = Criteria(filters={"przedmiot": ("matematyka",)})
    games = Criteria(text="gra ułamki", tab="materialy")
    for name, criteria, cadence in (
        ("Nowości z matematyki", newest, Frequency.NOW),
        ("Gry o ułamkach", games, Frequency.WEEKLY),
    ):
        keep = partial(
            save_search, owner, name=name, criteria=criteria, cadence=cadence
        )
        stage.plan(keep, days=DAYS_AGO)
