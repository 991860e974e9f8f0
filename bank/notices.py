"""What people are told about materials, and what of it they may see now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from bank.models import Material, MaterialQuerySet, ReviewAssignment, Visibility
from notifications.kinds import Kind, Shown, register

GROUP = _("Knowledge bank")
Narrow = Callable[[User], MaterialQuerySet]


def register_kinds() -> None:
    """Make the bank's kinds known; called once while the apps get ready."""
    for kind in KINDS:
        register(kind)


def _resolver(
    narrow: Narrow, url: Callable[[Material], str] = Material.get_absolute_url
) -> Callable[[Collection[str], User], Mapping[str, Shown]]:
    def resolve(keys: Collection[str], user: User) -> Mapping[str, Shown]:
        pks = [int(key) for key in keys]
        return {
            str(material.pk): Shown(
                title=str(material),
                url=url(material),
                place=gettext("Knowledge bank"),
                is_public=material.live and material.visibility == Visibility.PUBLIC,
            )
            for material in narrow(user).filter(pk__in=pks)
        }

    return resolve


def _reviewable(user: User) -> MaterialQuerySet:
    under_way = Prefetch("reviews", ReviewAssignment.objects.open())
    return Material.objects.reviewable_by(user).prefetch_related(under_way)


def _written(user: User) -> MaterialQuerySet:
    return Material.objects.written_by(user)


def _review_page(material: Material) -> str:
    [review] = material.reviews.all()
    return reverse("bank:review", args=[review.pk])


def _form(material: Material) -> str:
    return reverse("bank:edit", args=[material.pk])


KINDS = [
    Kind(
        key="material.submitted",
        label=_("A material waits for review"),
        group_label=GROUP,
        templates="bank/notices/submitted",
        resolve=_resolver(_reviewable, _review_page),
        reasons={"your_duty": _("you moderate the bank")},
        concerns=lambda user: user.has_role(Role.MODERATOR),
    ),
    Kind(
        key="material.returned",
        label=_("A moderator sent your material back"),
        group_label=GROUP,
        templates="bank/notices/returned",
        resolve=_resolver(_written, _form),
        reasons={"concerns_you": _("you are among the authors")},
    ),
    Kind(
        key="material.published",
        label=_("Your material was published"),
        group_label=GROUP,
        templates="bank/notices/published",
        resolve=_resolver(_written),
        reasons={"concerns_you": _("you are among the authors")},
    ),
    Kind(
        key="material.withdrawn",
        label=_("Your material was withdrawn"),
        group_label=GROUP,
        templates="bank/notices/withdrawn",
        resolve=_resolver(_written),
        reasons={"concerns_you": _("you are among the authors")},
    ),
]
