"""Writing news: each deed tells the people who may read it, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Institution, User
from bank.models import StoredFile
from home.actions.indexing import news_changed
from home.actions.pictures import PICTURE_FIELDS, ShownPicture, put_picture
from home.exceptions import NewsChangedMeanwhile
from home.models import News, NewsAttachment, NewsAudience
from jobs.actions import enqueue

SLUG_LENGTH = 80
DOUBLE_CLICK = timedelta(minutes=2)
TOLD_OF = "home.tell_of_news"


@dataclass(frozen=True)
class NewsText:
    """What somebody writes when writing news."""

    title: str
    lead: str
    body: str
    published_on: date
    audience: NewsAudience
    institution: Institution | None
    valid_until: date | None = None
    picture: ShownPicture | None = None
    attachments: Sequence[StoredFile] = ()


@transaction.atomic
def write_news(text: NewsText, *, author: User) -> News:
    """Put out a piece of news; on its day, people who want to hear of it do.

    The same words sent again at once are a double click: the first news is returned.
    """
    # Two clicks race; whoever comes second waits here and finds what the first wrote.
    User.objects.select_for_update().get(pk=author.pk)
    if twin := _just_written(text, author):
        return twin
    news = News(author=author)
    _fill(news, text)
    news.save()
    _attach(news, text.attachments)
    news_changed(news)
    tell_on_its_day(news)
    return news


def as_it_will_look(text: NewsText, *, author: User) -> News:
    """Give the news that `text` would become, without keeping it."""
    news = News(author=author)
    _fill(news, text)
    return news


def _just_written(text: NewsText, author: User) -> News | None:
    return News.objects.filter(
        title=text.title,
        lead=text.lead,
        body=text.body,
        published_on=text.published_on,
        audience=text.audience,
        institution=text.institution,
        valid_until=text.valid_until,
        picture=text.picture.picture if text.picture else None,
        author=author,
        withdrawn_at=None,
        created_at__gte=timezone.now() - DOUBLE_CLICK,
    ).first()


@transaction.atomic
def revise_news(news: News, text: NewsText, *, seen_version: int) -> News:
    """Change a piece of news that nobody else changed since it was opened.

    Raises `NewsChangedMeanwhile` otherwise.
    """
    locked = News.objects.select_for_update().get(pk=news.pk)
    if locked.version != seen_version:
        raise NewsChangedMeanwhile(locked)
    _fill(locked, text)
    locked.version += 1
    locked.save(
        update_fields=[
            "title",
            "slug",
            "lead",
            "body",
            "published_on",
            "valid_until",
            "audience",
            "institution",
            "version",
            "changed_at",
            *PICTURE_FIELDS,
        ]
    )
    _attach(locked, text.attachments)
    news_changed(locked)
    tell_on_its_day(locked)
    return locked


@transaction.atomic
def withdraw_news(news: News) -> None:
    """Take a piece of news away from its readers; writers still find it."""
    News.objects.filter(pk=news.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    news_changed(news)


@transaction.atomic
def restore_news(news: News) -> None:
    """Give a withdrawn piece of news back; whoever was told is not told again."""
    News.objects.filter(pk=news.pk).update(withdrawn_at=None)
    news_changed(news)
    tell_on_its_day(news)


def _fill(news: News, text: NewsText) -> None:
    news.title = text.title
    news.slug = slugify(anyascii(text.title))[:SLUG_LENGTH] or "aktualnosc"
    news.lead = text.lead
    news.body = text.body
    news.published_on = text.published_on
    news.audience = text.audience
    news.institution = text.institution
    news.valid_until = text.valid_until
    put_picture(news, text.picture)


def _attach(news: News, files: Sequence[StoredFile]) -> None:
    """Have `news` carry these documents, in this order."""
    news.attachments.all().delete()
    NewsAttachment.objects.bulk_create(
        NewsAttachment(news=news, file=file, sort_order=place)
        for place, file in enumerate(files)
    )


def tell_on_its_day(news: News) -> None:
    """Have readers told in the morning of the publication date, or at once."""
    day = datetime.combine(news.published_on, time(7), timezone.get_current_timezone())
    enqueue(TOLD_OF, news.pk, key=f"{TOLD_OF}:{news.pk}", at=max(day, timezone.now()))
