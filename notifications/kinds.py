"""What people can be told about; filled by the apps above while they get ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.audience import Reason
from notifications.exceptions import KindAlreadyRegistered, UnknownKind


class Channel(models.TextChoices):
    """A way to reach somebody. Keys are stored."""

    IN_APP = "in_app", _("on the site")
    EMAIL = "email", _("by e-mail")


class Frequency(models.TextChoices):
    """How soon; the keys of what comes later are settled, so that they stay."""

    NOW = "now", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


OFFERED_FREQUENCIES = (Frequency.NOW, Frequency.NEVER)


@dataclass(frozen=True)
class Shown:
    """What one person may see, at this moment, of what a notification is about."""

    title: str
    url: str  # path on this site, without the origin
    place: str = ""  # where it happened; groups the centre
    place_url: str = ""
    actor: str = ""  # who did it, as this person may see them
    excerpt: str = ""  # a sentence or two, plain text
    is_public: bool = False  # only then may a subject line carry the title
    count: int = 1  # how many things the title stands for
    lines: tuple[str, ...] = ()  # what they are called, one by one; plain text


# Given target keys and a person, the keys this person may see now. One constant
# number of queries, starting at `visible_to`.
Resolve = Callable[[Collection[str], User], Mapping[str, Shown]]


def everybody(user: User) -> bool:  # noqa: ARG001 - the shape of `Kind.concerns`
    return True


@dataclass(frozen=True)
class Kind:
    """One sort of event.

    `templates` is a folder with `line.txt`, one sentence saying what happened, and
    `subject.txt`, which stands in an e-mail's subject and so must keep to what
    anybody may read. Both get `shown`, `data` and `reason`, unescaped.
    """

    key: str
    label: str | Promise
    group_label: str | Promise
    templates: str
    resolve: Resolve
    defaults: Mapping[str, str] = field(
        default_factory=lambda: {
            Channel.IN_APP: Frequency.NOW,
            Channel.EMAIL: Frequency.NOW,
        }
    )
    reasons: Mapping[str, str | Promise] = field(default_factory=dict)
    # Whether it can ever happen to somebody; the settings leave out what cannot.
    concerns: Callable[[User], bool] = everybody

    def default(self, channel: str) -> str:
        return self.defaults.get(channel, Frequency.NEVER)

    def reason_label(self, reason: str) -> str:
        """Say why, in the words an e-mail uses."""
        if reason in self.reasons:
            return str(self.reasons[reason])
        return str(Reason(reason).label if reason in Reason else self.label)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if kind.key in _kinds:
        raise KindAlreadyRegistered(kind.key)
    _kinds[kind.key] = kind


def get_kind(key: str) -> Kind:
    """Find a kind; raises `UnknownKind`."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(key) from None


def find_kind(key: str) -> Kind | None:
    """Find a kind, if the app that told of it is still there."""
    return _kinds.get(key)


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def kinds_for(user: User) -> list[Kind]:
    """List what can happen to `user`, for them to choose from."""
    return [kind for kind in _kinds.values() if kind.concerns(user)]
