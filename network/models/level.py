from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How closely somebody follows a network or a topic; decides *whether* they hear."""

    WATCHING = "watching", _("I watch everything")
    FIRST_POST = "first_post", _("Only new topics")
    TRACKING = "tracking", _("I follow quietly")
    NORMAL = "normal", _("Only what concerns me")
    MUTED = "muted", _("Muted")


# A topic has no topics of its own, so „only new topics” makes no sense there.
TOPIC_LEVELS = (Level.WATCHING, Level.TRACKING, Level.NORMAL, Level.MUTED)


# Unread posts of these are counted on one's desk.
COUNTED_LEVELS = (Level.WATCHING, Level.FIRST_POST, Level.TRACKING)

# What each level means, said to the person who chooses.
LEVEL_MEANINGS = {
    Level.WATCHING: _("You hear about every post."),
    Level.FIRST_POST: _(
        "You hear about every new topic, and later when somebody answers or names you."
    ),
    Level.TRACKING: _(
        "You hear when somebody answers or names you; unread posts are counted."
    ),
    Level.NORMAL: _("You hear when somebody answers or names you; nothing is counted."),
    Level.MUTED: _("You hear only when somebody names you."),
}


class Reason(models.TextChoices):
    """Why a level is what it is; only a choice is explicit."""

    CHOICE = "choice", _("chosen by you")
    JOINED = "joined", _("the network's own setting for new members")
    STARTED = "started", _("you started this topic")
    REPLIED = "replied", _("you took part in this topic")


def effective_level(
    network: tuple[str, str] | None, topic: tuple[str, str] | None
) -> Level:
    """Decide between the levels of a network and of its topic, each (level, reason).

    A choice beats an automatic rule, and the nearer place beats the wider one:
    but a topic that one follows only by an automatic rule does not lift the mute
    which was chosen for its network.
    """
    if topic and topic[1] == Reason.CHOICE:
        return Level(topic[0])
    if network == (Level.MUTED, Reason.CHOICE) or not topic:
        return Level(network[0]) if network else Level.NORMAL
    return Level(topic[0])
