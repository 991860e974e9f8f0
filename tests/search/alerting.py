"""Saving a search, doing what the worker does, and listening, as tests of alerts need it."""

from collections.abc import Callable
from datetime import datetime

from django.core import mail
from django.core.mail import EmailMessage

from accounts.models import User
from bank.models import LessonPlan
from notifications.entries import Entry, visible_entries
from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions import (
    save_search,
)
from search.actions.alerts import KIND, look_for_news, tell_of_news
from search.criteria import Criteria
from search.models import SavedSearch

Publish = Callable[..., LessonPlan]


def save(owner: User, text: str = "ułamki", **options: object) -> SavedSearch:
    said = {"name": "Moje", "cadence": Frequency.NOW, "criteria": Criteria(text=text)}
    return save_search(owner, **{**said, **options})  # type: ignore[arg-type]


def look(now: datetime | None = None) -> None:
    """Do what the worker does, for everybody."""
    look_for_news(now)
    tell_of_news(0, 2**31, now)


def heard(person: User) -> list[Entry]:
    person.forget_rights()
    told = Notification.objects.visible_to(person).filter(kind=KIND)
    return visible_entries(told.for_centre(), person)


def mail_to(person: User) -> list[EmailMessage]:
    return [each for each in mail.outbox if each.to == [person.email]]
