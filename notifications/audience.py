"""Who hears of an event, and why: facts in, decision out, no database.

How they hear is another question, answered by each person's preferences.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How closely somebody follows a place or a topic, from least to most."""

    MUTED = "muted", _("muted")
    NORMAL = "normal", _("normal")
    TRACKING = "tracking", _("tracking")
    FIRST_POST = "first_post", _("first posts")
    WATCHING = "watching", _("watching")


class Reason(models.TextChoices):
    """Why somebody hears, as the e-mail says it to them; the first one wins."""

    MENTIONED = "mentioned", _("somebody mentioned you")
    REPLIED_TO = "replied_to", _("somebody replied to you")
    WATCHING_TOPIC = "watching_topic", _("you are watching this topic")
    WATCHING_PLACE = "watching_place", _("you are watching this place")
    FIRST_POST = "first_post", _("you follow new topics of this place")
    CONCERNS_YOU = "concerns_you", _("it concerns something of yours")
    YOUR_DUTY = "your_duty", _("it is among your duties")


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell, and the key of the reason."""

    user_id: int
    reason: str


@dataclass(frozen=True)
class Follower:
    """A member of the place, with the levels they have set; None is not set."""

    user_id: int
    place: str | None = None
    topic: str | None = None

    @property
    def level(self) -> str:
        """The level that counts: a word about the topic outweighs one about the place."""
        return self.topic or self.place or Level.NORMAL

    @property
    def is_muted(self) -> bool:
        return self.level == Level.MUTED


@dataclass(frozen=True)
class PostFacts:
    """What is known of one post, gathered in bulk by who calls."""

    author_id: int
    followers: Iterable[Follower]
    mentioned: frozenset[int] = field(default_factory=frozenset)
    replied_to: frozenset[int] = field(default_factory=frozenset)
    opens_topic: bool = False


def post_recipients(facts: PostFacts) -> list[Recipient]:
    """Say who hears of a post and why.

    Only followers hear, so that a mention cannot reach outside the place. A mute
    silences everything except being mentioned. The author never hears.
    """
    found: list[Recipient] = []
    for follower in facts.followers:
        reason = _reason(facts, follower)
        if reason is not None and follower.user_id != facts.author_id:
            found.append(Recipient(follower.user_id, reason))
    return found


def _reason(facts: PostFacts, follower: Follower) -> Reason | None:
    if follower.user_id in facts.mentioned:
        return Reason.MENTIONED
    if follower.is_muted:
        return None
    if follower.user_id in facts.replied_to:
        return Reason.REPLIED_TO
    return _reason_of_level(facts, follower)


def _reason_of_level(facts: PostFacts, follower: Follower) -> Reason | None:
    if follower.level == Level.WATCHING:
        of_topic = follower.topic == Level.WATCHING
        return Reason.WATCHING_TOPIC if of_topic else Reason.WATCHING_PLACE
    if follower.level == Level.FIRST_POST and facts.opens_topic:
        return Reason.FIRST_POST
    return None
