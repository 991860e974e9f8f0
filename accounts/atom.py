"""Feeds (Atom): the newest first, asked for again only when changed."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag

MOST = 30
# What people paste from Word, and XML 1.0 cannot hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An empty feed has to say when it changed; any moment that stays will do.
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One thing in a feed; `key` names it for ever, whatever its title becomes."""

    key: str
    title: str
    path: str
    summary: str
    published: datetime
    changed: datetime


@dataclass(frozen=True)
class Feed:
    """A feed; `path` is the page it follows.

    `key` names it for ever where its address does not: what it holds may change
    without a newer date. The address of one that `is_secret` opens it to whoever
    holds it, so the feed does not repeat it.
    """

    title: str
    subtitle: str
    path: str
    entries: Sequence[Entry]
    key: str = ""
    is_secret: bool = False


def atom(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Answer with a feed, or with „not modified” to a reader who has this one."""
    changed = max((entry.changed for entry in feed.entries), default=_NEVER)
    address = settings.SITE_ORIGIN + request.get_full_path()
    written = _Feed(
        title=_plain(feed.title),
        link=settings.SITE_ORIGIN + feed.path,
        description="",
        subtitle=_plain(feed.subtitle),
        language="pl",
        feed_url=None if feed.is_secret else address,
        feed_guid=_tag(feed.key or request.path.strip("/")),
        changed=changed,
    )
    for entry in feed.entries:
        written.add_item(
            title=_plain(entry.title),
            link=settings.SITE_ORIGIN + entry.path,
            # Django says of a summary that it is HTML; ours is text.
            description=escape(_plain(entry.summary)),
            unique_id=_tag(entry.key),
            pubdate=entry.published,
            updateddate=entry.changed,
        )
    body = written.writeString("utf-8").encode()
    return _conditional(request, body, changed, by_date=not feed.key)


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["changed"]
        return moment


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)


def _tag(key: str) -> str:
    """Name something for ever (RFC 4151); the address may change, this does not."""
    return f"tag:{urlsplit(settings.SITE_ORIGIN).hostname},2026:{key}"


def _conditional(
    request: HttpRequest, body: bytes, changed: datetime, *, by_date: bool
) -> HttpResponse:
    """Compare with what the reader has; by its date only where that tells all."""
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "no-cache"
    answer = get_conditional_response(
        request,
        etag=etag,
        last_modified=int(changed.timestamp()) if by_date else None,
        response=response,
    )
    return answer or response
