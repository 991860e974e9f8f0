"""A person's own materials, and what is new for them; few and flat questions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from bank.models import AuthorState, Material, ReviewAssignment, Subject
from home.addresses import url_or_none

SHOWN = 5
LOOKED_AT = 40


@dataclass(frozen=True)
class OwnMaterials:
    """What the author has to do, and what waits for others."""

    returned: list[Material]
    drafts: list[Material]
    waiting: list[Material]
    has_any: bool

    @property
    def new_url(self) -> str | None:
        """Where the first material begins."""
        return url_or_none("bank:new")


@dataclass(frozen=True)
class ReviewQueue:
    count: int
    mine: int
    oldest: datetime | None

    @property
    def url(self) -> str | None:
        return url_or_none("bank:review_desk")


def own_materials(user: User) -> OwnMaterials:
    """Sort the person's last materials by the five words; one query."""
    rows = list(
        Material.objects.written_by(user).order_by("-changed_at", "-pk")[:LOOKED_AT]
    )

    def having(state: AuthorState) -> list[Material]:
        return [row for row in rows if row.author_state == state]

    return OwnMaterials(
        returned=having(AuthorState.RETURNED),
        drafts=having(AuthorState.DRAFT)[:SHOWN],
        waiting=having(AuthorState.WAITING)[:SHOWN],
        has_any=bool(rows),
    )


def review_queue(user: User) -> ReviewQueue:
    """How much waits for a decision of this moderator; one query."""
    found = (
        ReviewAssignment.objects.visible_to(user)
        .open()
        .aggregate(
            count=Count("pk"),
            mine=Count("pk", filter=Q(reviewer=user)),
            oldest=Min("submitted_at"),
        )
    )
    return ReviewQueue(found["count"], found["mine"], found["oldest"])


def new_for(user: User, *, in_my_subjects: bool) -> list[Material]:
    """The newest materials of others; one query.

    One's subjects are those of the materials one wrote; without any, all count.
    """
    rows = _with_subject(
        Material.objects.visible_to(user).published().exclude(owner=user)
    ).select_related("institution")
    if in_my_subjects:
        written = Material.objects.written_by(user).values("subjects")
        # Asked of each row: from the newest on, the first few already answer.
        taught = Material.subjects.through.objects.filter(
            material=OuterRef("pk"), subject__in=written
        )
        rows = rows.filter(Exists(taught))
    return list(rows.order_by("-first_published_at", "-pk")[:SHOWN])


def _with_subject(rows: QuerySet[Material]) -> QuerySet[Material]:
    first = Subject.objects.filter(materials=OuterRef("pk")).values("label")[:1]
    return rows.annotate(subject_label=Subquery(first))
