from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Network, Topic, TopicKind
from network.models.topic import TopicQuerySet

TOPICS_PER_PAGE = 30


class Narrowing(TextChoices):
    """Which topics of a network to show; the keys stand in addresses."""

    ALL = "wszystkie", _("All")
    UNREAD = "nieprzeczytane", _("Unread")
    OPEN = "bez-odpowiedzi", _("Questions without an answer")


@dataclass(frozen=True)
class TopicList:
    """One page of a network's topics, and what it was narrowed by."""

    page: Page[Topic]
    narrowing: Narrowing

    @classmethod
    def from_query(cls, query: QueryDict, user: User, network: Network) -> "TopicList":
        asked = query.get("pokaz", "")
        narrowing = Narrowing(asked) if asked in Narrowing else Narrowing.ALL
        topics = Topic.objects.visible_to(user).filter(network=network)
        shown = _narrow(topics, narrowing, user).for_listing(user)
        pages = Paginator(shown, TOPICS_PER_PAGE)
        return cls(pages.get_page(query.get("strona")), narrowing)

    @property
    def tabs(self) -> list[dict[str, object]]:
        return [
            {
                "label": each.label,
                "url": f"?pokaz={each}",
                "is_current": each is self.narrowing,
            }
            for each in Narrowing
        ]

    @property
    def query(self) -> str:
        return f"&pokaz={self.narrowing}" if self.narrowing != Narrowing.ALL else ""


def _narrow(topics: TopicQuerySet, narrowing: Narrowing, user: User) -> TopicQuerySet:
    if narrowing == Narrowing.UNREAD:
        return topics.unread_by(user)
    if narrowing == Narrowing.OPEN:
        return topics.filter(
            kind=TopicKind.QUESTION, accepted_answer=None, closed_at=None
        )
    return topics
