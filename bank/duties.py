"""What a leaving person holds in the bank: claimed reviews, drafts shared with others.

Who prepares a leaving need not see either, so both go without their titles.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.handover import Duty, Held, register_duty
from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.roles import Role
from bank.actions.handing_over import hand_over_draft, hand_over_review
from bank.models import Material, ReviewAssignment


def register_duties() -> None:
    register_duty(
        Duty(
            "bank.review",
            label=_("Review"),
            held_by=_reviews_of,
            candidates=_may_review,
            hand_over=_hand_review,
        )
    )
    register_duty(
        Duty(
            "bank.draft",
            label=_("Unfinished draft"),
            held_by=_drafts_of,
            candidates=_co_authors,
            hand_over=_hand_draft,
        )
    )


def _reviews_of(person: User) -> list[Held]:
    claimed = ReviewAssignment.objects.open().filter(reviewer=person)
    return [
        Held(
            person,
            key=str(review.pk),
            label=gettext("%(kind)s, submitted on %(day)s")
            % _facts(review.material, review.submitted_at),
            url=reverse("bank:review", args=[review.pk]),
        )
        for review in claimed.select_related("material").order_by("submitted_at")
    ]


def _may_review(held: Held, actor: User) -> Iterable[User]:  # noqa: ARG001
    """Name the moderators whom neither text names as an author."""
    review = ReviewAssignment.objects.select_related("material").get(pk=int(held.key))
    newest = review.material.newest_text
    authors = {author.user_id for author in newest.authors.all()}
    others: UserQuerySet = User.objects.holding(Role.MODERATOR).exclude(
        pk=held.person.pk
    )
    return list(
        others.exclude(pk__in=authors)
        .exclude(materials=review.material_id)
        .select_related("institution")
    )


def _hand_review(held: Held, to: User | None, actor: User | None) -> None:
    review = ReviewAssignment.objects.get(pk=int(held.key))
    hand_over_review(review, person=held.person, to=to, by=actor)


def _drafts_of(person: User) -> list[Held]:
    """List what was never published and has another author who can go on."""
    shared = _shared(person).order_by("pk").distinct()
    return [
        Held(
            person,
            key=str(draft.pk),
            label=gettext("%(kind)s, begun on %(day)s")
            % _facts(draft, draft.created_at),
        )
        for draft in shared
    ]


def _shared(person: User) -> QuerySet[Material]:
    drafts = Material.objects.filter(owner=person, first_published_at=None)
    others = User.objects.active().exclude(pk=person.pk)
    return drafts.filter(authors__user__in=others)


def _co_authors(held: Held, actor: User) -> Iterable[User]:  # noqa: ARG001
    people = User.objects.active().exclude(pk=held.person.pk)
    named: UserQuerySet = people.filter(authorships__material=int(held.key))
    return list(named.select_related("institution").distinct())


def _hand_draft(held: Held, to: User | None, actor: User | None) -> None:  # noqa: ARG001
    """Change the owner; left without one, the co-authors still write it."""
    if to is not None:
        draft = Material.objects.get(pk=int(held.key))
        hand_over_draft(draft, person=held.person, to=to)


def _facts(material: Material, moment: datetime) -> dict[str, str]:
    day = date_format(timezone.localdate(moment))
    return {"kind": material.get_kind_display(), "day": day}
