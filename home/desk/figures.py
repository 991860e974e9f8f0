"""A few numbers for those who oversee; each counts only what they may see."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from bank.models import Material
from home.models.news import institutions_headed_by


@dataclass(frozen=True)
class Figure:
    """A number with the words that make it mean something."""

    value: int
    label: str


def gmina_figures(user: User) -> list[Figure]:
    """Numbers of the whole gmina; one query."""
    return _figures(Material.objects.visible_to(user).published())


def school_figures(user: User) -> list[Figure]:
    """Numbers of the institutions `user` heads; one query."""
    headed = institutions_headed_by(user)
    if not headed:
        return []
    return _figures(
        Material.objects.visible_to(user).published().filter(institution__in=headed)
    )


def _figures(materials: QuerySet[Material]) -> list[Figure]:
    found = materials.order_by().aggregate(
        all=Count("pk"),
        public=Count("pk", filter=Q(visibility="public")),
        places=Count("institution", distinct=True),
    )
    figures = [
        Figure(found["all"], _("published materials you may open")),
        Figure(found["public"], _("of them public, for everybody")),
    ]
    if found["places"] > 1:
        figures.append(Figure(found["places"], _("institutions that share them")))
    return figures
