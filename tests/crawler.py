"""Walk the site through the test client: every page's links and forms."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client
from django.urls import Resolver404, resolve

MOST_PAGES = 150
# The CMS is Wagtail's own and has tests of its own; the last ones end a session.
LEAVE_OUT = ("/cms/", "/static/", "/konto/logout")


@dataclass(frozen=True)
class Form:
    """A form as a browser would send it."""

    page: str
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    file_fields: frozenset[str] = frozenset()

    @property
    def route(self) -> str:
        return route_of(self.action) or self.action


@dataclass(frozen=True)
class PageSeen:
    address: str
    status: int
    body: str
    forms: list[Form]


def route_of(address: str) -> str | None:
    """Name the route that answers at `address`, or nothing."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def walk(client: Client, start: str = "/") -> Iterator[PageSeen]:
    """Follow links from `start`, opening one address of every route."""
    queue, queued, seen = deque([start]), {start}, set[str]()
    while queue and len(seen) < MOST_PAGES:
        address = queue.popleft()
        route = route_of(address)
        if route is None or route in seen or address.startswith(LEAVE_OUT):
            continue
        seen.add(route)
        answer = client.get(address, follow=False)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        body = answer.content.decode()
        document = html5lib.parse(body, namespaceHTMLElements=False)
        yield PageSeen(address, answer.status_code, body, _forms(address, document))
        for link in _links(address, document, answer.headers.get("Location", "")):
            if link not in queued:
                queued.add(link)
                queue.append(link)


def _links(address: str, document: Element, location: str) -> Iterator[str]:
    targets = [link.get("href", "") for link in document.iter("a")]
    for target in [*targets, location]:
        parts = urlsplit(urljoin(address, target))
        if not parts.netloc and not parts.scheme:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _forms(address: str, document: Element) -> list[Form]:
    return [_form(address, form) for form in document.iter("form")]


def _form(address: str, form: Element) -> Form:
    values: dict[str, str] = {}
    files: set[str] = set()
    for control in form.iter():
        name = control.get("name")
        if not name or control.tag not in {"input", "textarea", "select", "button"}:
            continue
        if control.tag == "input" and control.get("type") == "file":
            files.add(name)
        elif control.tag == "select":
            values[name] = _chosen(control)
        elif control.tag == "textarea":
            values[name] = control.text or ""
        else:
            values.setdefault(name, control.get("value", "on"))
    return Form(
        page=address,
        action=urljoin(address, form.get("action") or address),
        method=form.get("method", "get").lower(),
        values=values,
        file_fields=frozenset(files),
    )


def _chosen(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [o for o in options if o.get("selected") is not None] or options[:1]
    return chosen[0].get("value", "") if chosen else ""
