"""What people are told about their saved searches, and what of it they may see now."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.audience import audience_tokens
from notifications.kinds import Kind, Shown, register
from search.actions.alerts import KIND, REASON
from search.engines import current_engine
from search.engines.base import Hit, Request, Sort
from search.engines.entries import key_from, key_of
from search.exceptions import NoAnswer
from search.models import Alert
from search.permission import still_visible
from search.sources import Card, sources

MOST_NAMED = 5
_LONGEST_NUMBER = 18


def register_kinds() -> None:
    """Make the kind known; called once while the apps get ready."""
    register(
        Kind(
            key=KIND,
            label=_("New results of a saved search"),
            group_label=_("Searching"),
            templates="search/notices/alert",
            resolve=resolve_alerts,
            reasons={REASON: _("you saved this search")},
        )
    )


def resolve_alerts(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show of each alert what its owner may see now; one of which nothing is left, not."""
    pks = [int(each) for each in targets if _is_number(each)]
    alerts = list(Alert.objects.told_to(user).filter(pk__in=pks))
    cards = _cards({key for alert in alerts for key in alert.keys}, user)
    return {
        str(alert.pk): _shown(alert, seen)
        for alert in alerts
        if (seen := [cards[key] for key in alert.keys if key in cards])
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _cards(keys: Collection[str], user: User) -> dict[str, Card | None]:
    """Give the card of what may be seen; none while the index cannot be asked."""
    if not keys:
        return {}
    audience = audience_tokens(user)
    asked = Request(audience, keys=frozenset(keys), sort=Sort.NEWEST, limit=len(keys))
    try:
        hits: Collection[Hit] = current_engine().search(asked).hits
    except NoAnswer:
        return dict.fromkeys(_visible(keys, user))
    return {key_of(hit.source, hit.pk): hit.card for hit in still_visible(hits, user)}


def _visible(keys: Collection[str], user: User) -> list[str]:
    """Keep what the database lets this person see."""
    pks: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        source, pk = key_from(key)
        pks[source].append(pk)
    known = sources()
    return [
        key_of(source, pk)
        for source, found in pks.items()
        if source in known
        for pk in known[source].visible(found, user)
    ]


def _shown(alert: Alert, cards: list[Card | None]) -> Shown:
    named = [card for card in cards if card is not None][:MOST_NAMED]
    lines = [f"{card.title} ({card.kind})" for card in named]
    if named and (rest := len(cards) - len(named)):
        more = ngettext("and %(n)d more", "and %(n)d more", rest)
        lines.append(more % {"n": rest})
    return Shown(
        title=alert.search.name,
        url=alert.search.newest_address,
        place=gettext("Saved searches"),
        place_url=reverse("search:saved"),
        count=len(cards),
        lines=tuple(lines),
    )
