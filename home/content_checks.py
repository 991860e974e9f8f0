"""What its writer should still correct in a text of ours, before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from home.content.blocks import html_of_blocks, problems_of_images
from home.content.html import problems_of_html
from home.content.problems import Problem
from home.content.words import problems_of_alt, problems_of_words
from home.models import InstitutionProfile, News
from home.models.picture import PictureUse

MOST = 20
_EXCERPT = 80


def problems_of(page: Page | News | InstitutionProfile) -> list[Problem]:
    """Name what is hard to read for somebody; reads loaded data only."""
    seen = dict.fromkeys(_shortened(problem) for problem in _problems(page))
    return list(seen)[:MOST]


def _shortened(problem: Problem) -> Problem:
    words = " ".join(problem.excerpt.split())
    short = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"
    return Problem(problem.kind, short)


# Any: pages of the CMS come as whichever type they are.
@singledispatch
def _problems(page: Any) -> Iterator[Problem]:  # noqa: ANN401
    yield from problems_of_words(page.title)
    for name in ("intro", "lead"):
        yield from problems_of_words(getattr(page, name, ""))
    if body := getattr(page, "body", None):
        yield from problems_of_html(html_of_blocks(body))
        yield from problems_of_images(body)


@_problems.register
def _(page: News) -> Iterator[Problem]:
    yield from problems_of_words(page.title)
    yield from problems_of_words(page.lead)
    yield from problems_of_html(page.html)
    yield from _of_picture(page)


@_problems.register
def _(page: InstitutionProfile) -> Iterator[Problem]:
    yield from problems_of_html(page.html)
    yield from _of_picture(page)


def _of_picture(page: PictureUse) -> Iterator[Problem]:
    if page.picture_id:
        yield from problems_of_alt(
            page.picture_alt, is_decorative=page.picture_is_decorative
        )


@dataclass(frozen=True)
class Improvable:
    """A page of the site, where it is written, and what its writer may improve."""

    title: str
    url: str
    edit_url: str
    problems: list[Problem]


def pages_to_improve() -> list[Improvable]:
    """Published pages and descriptions of institutions with something to correct.

    Public texts only; as many queries as there are types of pages, and one.
    """
    pages = [
        Improvable(
            page.title,
            page.url or "",
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            problems_of(page),
        )
        for page in Page.objects.live().filter(depth__gt=1).specific().order_by("path")
    ]
    profiles = [
        Improvable(
            profile.institution.name,
            reverse("institution", args=[profile.institution.slug]),
            "",
            problems_of(profile),
        )
        for profile in InstitutionProfile.objects.select_related("institution")
    ]
    return [each for each in [*pages, *profiles] if each.problems]
