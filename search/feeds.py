"""Feeds of searches: what they hold, and the secret addresses of one's own."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.atom import MOST, Entry
from accounts.middleware.second_factor import lacks_second_factor
from accounts.models.audience import PUBLIC, SIGNED_IN
from search.criteria import Criteria
from search.engines import current_engine
from search.engines.base import Hit, Sort
from search.models import SavedSearch
from search.permission import audience_of, still_visible
from search.ranges import bounds
from search.retrieval import Narrowing, retrieve
from search.sources import Reader
from search.synonyms import current_synonyms

# Feeds leave the site, often for a service that keeps them: they hold only what is
# for everybody, or for everybody who signs in.
MAY_LEAVE = frozenset({PUBLIC, SIGNED_IN})
_TOKEN = re.compile(r"([0-9]{1,18})-([0-9a-f]{64})")


def feed_entries(criteria: Criteria, reader: Reader) -> list[Entry]:
    """List the newest that have every word and a date. Raises `NoAnswer`."""
    narrowing = Narrowing(
        audience_of(reader, within=MAY_LEAVE),
        criteria.narrowing,
        sort=Sort.NEWEST,
        limit=MOST,
        may_repair=not criteria.exact,
        synonyms=current_synonyms(),
        ranges=bounds(criteria.ranges),
        every_word=True,
    )
    found = retrieve(current_engine(), criteria.text, narrowing).result.hits
    # An index need not keep things of one second in the same order.
    in_order = sorted(found, key=lambda hit: (-hit.published, hit.source, -hit.pk))
    dated = [hit for hit in in_order if hit.published]
    return [_entry(hit) for hit in still_visible(dated, reader)]


def _entry(hit: Hit) -> Entry:
    published = datetime.fromtimestamp(hit.published, UTC)
    return Entry(
        key=f"{hit.source}/{hit.pk}",
        title=f"{hit.card.title} ({hit.card.kind})",
        path=hit.card.url,
        summary=hit.card.summary,
        published=published,
        changed=published,
    )


def feed_address(saved: SavedSearch) -> str:
    """Give the secret address of a feed that is on; the database alone does not tell."""
    token = f"{saved.pk}-{next(_seals(saved))}"
    return settings.SITE_ORIGIN + reverse("search:private_feed", args=[token])


def find_feed(token: str) -> SavedSearch | None:
    """Find whose feed this is, if its owner may enter the site at this moment."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    found = SavedSearch.objects.exclude(feed_seed="").filter(owner__is_active=True)
    saved = found.select_related("owner").filter(pk=int(parts[1])).first()
    if saved is None or lacks_second_factor(saved.owner):
        return None
    is_right = any(constant_time_compare(seal, parts[2]) for seal in _seals(saved))
    return saved if is_right else None


def _seals(saved: SavedSearch) -> Iterator[str]:
    """Seal the seed with the site's key, then with its earlier ones."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        sealed = salted_hmac(
            "search.feed",
            f"{saved.pk}:{saved.feed_seed}",
            secret=secret,
            algorithm="sha256",
        )
        yield sealed.hexdigest()
