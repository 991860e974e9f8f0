"""Which versions a material had: who, when, why, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from accounts.models import User
from accounts.models.audience import audience_tokens
from accounts.roles import Role
from bank.models import EventKind, Material, MaterialEvent
from bank.models.audience import visibility_tokens
from bank.versions import Change, changes_between
from bank.views.fetching import visible_row

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
    found = visible_row(request, pk)
    if slug != found.slug:
        return redirect("bank:history", found.pk, found.slug)
    insider = _is_insider(request, found)
    events = _events(found, insider=insider)
    chosen = _version(request.GET.get("wersja", ""))
    # Of what was withdrawn, readers keep the dates and the reasons, not the text.
    shown = events if insider or found.live else []
    tokens = None if insider else audience_tokens(request.user)
    context = {
        "material": found,
        "events": [_timeline_event(event, compared=bool(shown)) for event in events],
        "chosen": chosen,
        "changes": _changes(shown, chosen, tokens),
        "trail": [(_("Bank"), "/bank/"), (str(found), found.get_absolute_url())],
    }
    return render(request, "bank/history.html", context)


def _is_insider(request: HttpRequest, found: Material) -> bool:
    user = request.user
    return isinstance(user, User) and (
        found.is_written_by(user) or user.has_role(Role.MODERATOR)
    )


def _events(found: Material, *, insider: bool) -> list[MaterialEvent]:
    # The texts are long, and at most two of them are compared.
    events = found.events.for_history().select_related("revision")
    events = events.defer("revision__content")
    return list((events if insider else events.public())[:_MOST_EVENTS])


def _timeline_event(event: MaterialEvent, *, compared: bool) -> TimelineEvent:
    title = capfirst(event.get_kind_display())
    if event.version:
        title += " " + _("(version %(number)d)") % {"number": event.version}
    return TimelineEvent(
        tone=_TONES.get(EventKind(event.kind), ""),
        title=title,
        at=event.at,
        who=str(event.actor or ""),
        text=event.reason,
        version=event.version if compared and event.revision_id else None,
    )


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004


def _changes(
    events: list[MaterialEvent], chosen: int | None, tokens: frozenset[str] | None
) -> list[Change]:
    """Compare the chosen version with the one before it, as far as `tokens` see both.

    Without tokens, every version is open.
    """
    versions = {
        event.version: event.revision
        for event in events
        if event.version and event.revision is not None
    }
    if chosen is None:
        return []
    older = [number for number in versions if number < chosen]
    after = _readable(versions.get(chosen), tokens)
    before = _readable(versions[max(older)] if older else None, tokens)
    return changes_between(before, after) if after is not None else []


def _readable(
    revision: Revision | None, tokens: frozenset[str] | None
) -> Material | None:
    """Give the text of a version, unless it was meant for others only."""
    if revision is None:
        return None
    text: Material = revision.as_object()
    is_open = tokens is None or not tokens.isdisjoint(visibility_tokens(text))
    return text if is_open else None
