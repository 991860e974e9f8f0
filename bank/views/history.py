"""Which versions a material had: who, when, why, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import Role
from bank.models import EventKind, Material, MaterialEvent
from bank.versions import Change, changes_between
from bank.views.fetching import visible_material

_TONES = {
    EventKind.PUBLISHED: "good",
    EventKind.CORRECTED: "good",
    EventKind.RESTORED: "good",
    EventKind.SUBMITTED: "wait",
    EventKind.CLAIMED: "wait",
    EventKind.RETURNED: "bad",
    EventKind.WITHDRAWN: "bad",
}
# One page of the timeline; older events are about drafts nobody asks for.
_MOST_EVENTS = 200


@dataclass(frozen=True)
class TimelineEvent:
    """What `bank/partials/history_event.html` shows."""

    tone: str
    title: str
    at: datetime
    who: str
    text: str
    version: int | None


@require_safe
def history(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """List the versions and, when one is chosen, what it changed."""
    found = visible_material(request, pk)
    if slug != found.slug:
        return redirect("bank:history", found.pk, found.slug)
    events = _events(request, found)
    chosen = _version(request.GET.get("wersja", ""))
    context = {
        "material": found,
        "events": [_timeline_event(event) for event in events],
        "chosen": chosen,
        "changes": _changes(events, chosen),
        "trail": [(_("Bank"), "/bank/"), (str(found), found.get_absolute_url())],
    }
    return render(request, "bank/history.html", context)


def _events(request: HttpRequest, found: Material) -> list[MaterialEvent]:
    events = found.events.for_history().select_related("revision")
    user = request.user
    insider = isinstance(user, User) and (
        found.is_written_by(user) or user.has_role(Role.MODERATOR)
    )
    return list((events if insider else events.public())[:_MOST_EVENTS])


def _timeline_event(event: MaterialEvent) -> TimelineEvent:
    title = capfirst(event.get_kind_display())
    if event.version:
        title += " " + _("(version %(number)d)") % {"number": event.version}
    return TimelineEvent(
        tone=_TONES.get(EventKind(event.kind), ""),
        title=title,
        at=event.at,
        who=str(event.actor or ""),
        text=event.reason,
        version=event.version if event.revision_id else None,
    )


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004


def _changes(events: list[MaterialEvent], chosen: int | None) -> list[Change]:
    """Compare the chosen version with the one before it."""
    versions = {
        event.version: event.revision
        for event in events
        if event.version and event.revision is not None
    }
    if chosen is None or chosen not in versions:
        return []
    revision = versions[chosen]
    older = [number for number in versions if number < chosen]
    before = versions[max(older)].as_object() if older else None
    return changes_between(before, revision.as_object())
