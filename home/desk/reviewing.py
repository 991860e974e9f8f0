"""What waits for moderators, how long, and who took it."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, Window

from accounts.models import User
from bank.models import ReviewAssignment
from bank.waiting_time import days_waited, typical_wait
from home.desk.counting import number

SHOWN: Final = 5


@dataclass(frozen=True)
class Waiting:
    """One review, decided for `home/partials/desk_queue.html`."""

    review: ReviewAssignment
    waits: str
    is_mine: bool


@dataclass(frozen=True)
class ReviewQueue:
    """The oldest reviews, with how many there are."""

    oldest: list[Waiting]
    count: int
    mine: int
    typical: str


def review_queue(user: User) -> ReviewQueue:
    """Find what waits for a decision of this moderator, the oldest first; one query."""
    found = list(
        ReviewAssignment.objects.visible_to(user)
        .open()
        .select_related("reviewer", "material")
        .annotate(
            in_all=Window(Count("pk")),
            of_mine=Window(Count("pk", filter=Q(reviewer=user))),
        )
        .order_by("submitted_at", "pk")[:SHOWN]
    )
    return ReviewQueue(
        oldest=[
            Waiting(each, days_waited(each), each.reviewer_id == user.pk)
            for each in found
        ],
        count=number(found[0], "in_all") if found else 0,
        mine=number(found[0], "of_mine") if found else 0,
        typical=typical_wait(),
    )
