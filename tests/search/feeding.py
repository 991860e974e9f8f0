"""Reading feeds of searches as tests need it."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.test import Client

from search.feeds import feed_address
from search.models import SavedSearch

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_path(saved: SavedSearch) -> str:
    saved.refresh_from_db()
    return urlsplit(feed_address(saved)).path


def read(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return fromstring(answer.content)


def titles(client: Client, address: str) -> list[str | None]:
    found = read(client, address).iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") for entry in found]
