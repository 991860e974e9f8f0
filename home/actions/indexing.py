"""Telling search what of people, news and pages to look at again."""

from collections.abc import Collection
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from home.models import News
from jobs.actions import enqueue
from search.actions import record_change

PERSON, NEWS, PAGE = "person", "news", "page"
INDEX_NEWS = "home.index_news"


def person_changed(pks: Collection[int], *, renamed: bool) -> None:  # noqa: ARG001
    record_change(PERSON, *pks)


def news_changed(news: News) -> None:
    """Have a piece of news looked at now, and on its day when that is to come."""
    record_change(NEWS, news.pk)
    day = datetime.combine(news.published_on, time(), timezone.get_current_timezone())
    if day > timezone.now():
        enqueue(INDEX_NEWS, news.pk, key=f"{INDEX_NEWS}:{news.pk}:{day:%Y%m%d}", at=day)


def page_changed(page: Page) -> None:
    record_change(PAGE, page.pk)


def pages_moved(page: Page) -> None:
    """Have a page and all beneath it shown at their present addresses."""
    below = Page.objects.descendant_of(page, inclusive=True)
    record_change(PAGE, *below.values_list("pk", flat=True))


@transaction.atomic
def look_at_people_again() -> None:
    """Roles begin and end by the calendar, without anybody's doing."""
    record_change(PERSON, *User.objects.values_list("pk", flat=True))
