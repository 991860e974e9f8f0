"""What the start page counts and lists, each as one question to the database."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Count

from accounts.models import User
from bank.models import EducationStage, Material, Subject
from home.addresses import url_or_none
from home.models.news import News

Reader = User | AnonymousUser
NEWEST = 6
NEWS = 3
_PUBLIC_COUNTS, _COUNTS_AGE = "home.overview.public_counts", 60


@dataclass(frozen=True)
class Way:
    """A way into the bank: a subject of one stage, and how much waits there."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class StageWays:
    label: str
    url: str
    ways: list[Way]


def _search_url(**facets: str) -> str:
    results = url_or_none("search:results")
    return f"{results}?{urlencode(facets)}" if results else ""


def ways_in() -> list[StageWays]:
    """Stages with subjects that hold something public; two queries, or three."""
    counts = _public_counts()
    if not counts:
        return []
    subjects = list(
        Subject.objects.filter(pk__in={s for c in counts.values() for s in c})
    )
    return [
        StageWays(
            label=stage.label,
            url=_search_url(etap=stage.code),
            ways=[
                Way(
                    subject.label,
                    counts[stage.pk][subject.pk],
                    _search_url(etap=stage.code, przedmiot=subject.code),
                )
                for subject in subjects
                if subject.pk in counts[stage.pk]
            ],
        )
        for stage in EducationStage.objects.filter(pk__in=counts)
    ]


def _public_counts() -> dict[int, dict[int, int]]:
    """Public materials by stage and subject: of guests only, so nobody's secret.

    Counting reads every one of them, and the number may be a minute old.
    """
    known: dict[int, dict[int, int]] | None = cache.get(_PUBLIC_COUNTS)
    if known is None:
        rows = (
            Material.objects.visible_to(AnonymousUser())
            .published()
            .filter(subjects__isnull=False, class_years__isnull=False)
            .order_by()
            .values_list("class_years__stage", "subjects")
            .annotate(count=Count("pk", distinct=True))
        )
        known = {}
        for stage, subject, count in rows:
            known.setdefault(stage, {})[subject] = count
        cache.set(_PUBLIC_COUNTS, known, _COUNTS_AGE)
    return known


def newest_materials(reader: Reader, count: int = NEWEST) -> list[Material]:
    """The newest materials that `reader` may open, featured ones first."""
    return list(
        Material.objects.visible_to(reader)
        .published()
        .for_listing()
        .order_by("-is_featured", "-first_published_at", "-pk")[:count]
    )


def guest_start(reader: Reader) -> dict[str, Any]:
    """Everything the guest's start page shows beside the words of the editor."""
    news = News.objects.visible_to(reader).current().for_listing()
    return {
        "ways": ways_in(),
        "materials": newest_materials(reader),
        "news": list(news[:NEWS]),
    }
