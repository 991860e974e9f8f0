"""Notifications as their reader may see them now, with the words filled in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.template import Context
from django.template.loader import get_template

from accounts.models import User
from notifications.kinds import Kind, Shown, find_kind
from notifications.models import Notification

# Titles stand in quotation marks here; in Polish the inner ones are different.
_INNER_QUOTES = str.maketrans("„”", "»«")


@dataclass(frozen=True)
class Entry:
    """One notification that its reader may see."""

    notification: Notification
    kind: Kind
    shown: Shown

    @property
    def line(self) -> str:
        """One sentence on what happened."""
        return self._render("line.txt")

    @property
    def subject(self) -> str:
        """A sentence for an e-mail's subject; says nothing that is not public."""
        return self._render("subject.txt")

    @property
    def reason(self) -> str:
        return self.kind.reason_label(self.notification.reason)

    def _render(self, name: str) -> str:
        """Render as plain text on one line; escaping is for where it is put."""
        template = get_template(f"{self.kind.templates}/{name}")
        context = Context(
            {
                "shown": replace(
                    self.shown,
                    title=self.shown.title.translate(_INNER_QUOTES),
                    place=self.shown.place.translate(_INNER_QUOTES),
                ),
                "data": self.notification.data,
                "reason": self.notification.reason,
            },
            autoescape=False,
        )
        text: str = template.template.render(context)  # type: ignore[attr-defined]
        return " ".join(text.split())


def visible_entries(notifications: Iterable[Notification], reader: User) -> list[Entry]:
    """Keep what `reader` may see at this moment, in order; one resolving per kind."""
    notifications = list(notifications)
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for notification in notifications:
        targets[notification.kind].add(notification.target)
    resolved = {
        kind.key: (kind, kind.resolve(targets[key], reader))
        for key in targets
        if (kind := find_kind(key)) is not None
    }
    return [
        Entry(notification, resolved[notification.kind][0], visible)
        for notification in notifications
        if notification.kind in resolved
        and (visible := resolved[notification.kind][1].get(notification.target))
    ]
