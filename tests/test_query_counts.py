"""Every page asks the database the same number of questions at 10 and 1,000 rows.

Nothing is listed by hand: whatever address the resolver knows is asked by several
people, so a new page is measured without a word here, and one that nobody reaches
fails. The session, the person and the bell count; what a process remembers for a
minute does not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bank.models import AuthorState, ReviewAssignment
from home.models import InformationPage
from network.models import Membership, MemberState, Post
from search.indexer import catch_up
from tests import crowd
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_page
from tests.test_access_matrix import address_names, parameters_of
from tests.world import World

FEW, MANY = 10, 1000
MOST = 12
# Pages of one thing, which load all of a text to show, compare or change it.
# Never of a list; and never more than today.
MOST_OF_ONE = {
    "start": 13,  # for an administrator
    "bank:material": 14,  # two of them for what is similar
    "bank:print": 12,
    "bank:preview": 24,
    "bank:edit": 26,
    "bank:correct": 22,
    "bank:review": 24,
    # Wagtail's own frame asks nine.
    "cms": 16,
}
PEOPLE = ["adam", "maria", "renata", "dorota", "karol", "guest"]
# Pages with something in their query, and what the resolver's walk leaves out.
MORE = {
    "search": [
        # Each kind of thing on the page is one question, so one kind a page here.
        "/szukaj/?q=ułamki&typ=materialy",
        "/szukaj/?q=ułamki&przedmiot=matematyka&strona=2",
        "/szukaj/?q=ułamki&typ=dyskusje",
        "/szukaj/?typ=osoby",
        "/szukaj/podpowiedzi/?q=ula",
    ],
    "second page": ["/bank/?strona=2", "/sieci/?strona=2", "/aktualnosci/?strona=2"],
    "cms": ["/cms/materialy/", "/cms/materialy/?strona=2", "/cms/tresci/"],
}
# Opened by a secret in the address, or only between two steps of signing in.
UNREACHED = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "accounts:confirm_address",
    "accounts:leave_protocol",
    "accounts:not_me",
    "accounts:undo_address",
    "bank:file",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "invitation",
    "joining:confirm",
    "notifications:unsubscribe",
    "search:private_feed",
    "setup:mail_arrived",
    "site_file",
}
_ASKED_ELSEWHERE = (
    *("SAVEPOINT", "RELEASE"),
    *('UPDATE "django_session"', 'UPDATE "accounts_signin"'),
)


@dataclass(frozen=True)
class Page:
    person: str
    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} {self.address} as {self.person}"

    @property
    def is_mixed(self) -> bool:
        """Whether it asks once for each kind of thing that happens to be on it."""
        return self.name in {
            "search:results",
            "search",  # and what it suggests
            "search:csv",
            "search:feed",
            "search:xlsx",
        }

    @property
    def most(self) -> int:
        return MOST_OF_ONE.get(self.name, MOST)


class Visitors:
    """Everybody signed in, and what their pages cost."""

    def __init__(self, world: World) -> None:
        self._clients = {name: Client() for name in PEOPLE}
        for name, client in self._clients.items():
            client.raise_request_exception = False
            if name != "guest":
                client.force_login(world.people[name])
            client.get("/szukaj/?q=ułamki")
            client.get("/")  # keeps what it counted
        draft = reverse("bank:edit", kwargs={"pk": world.known_by("draft")["pk"]})
        self._clients["maria"].get(draft)
        self._clients["maria"].get("/kto-co-widzi/")  # the rules are asked once

    def open(self, page: Page) -> tuple[int, int]:
        """Give the status, and how many questions the answer took."""
        asked: list[str] = []

        def note(
            execute: Callable[..., object],
            sql: str,
            params: object,
            many: bool,
            context: object,
        ) -> object:
            if not sql.startswith(_ASKED_ELSEWHERE):
                asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = self._clients[page.person].get(page.address)
        return response.status_code, len(asked)


def _never(cache: LocMemCache, key: str) -> bool:
    """Say of what is in the cache that it stays."""
    return key not in vars(cache)["_expire_info"]


@pytest.fixture
def crowded(
    world: World, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> World:
    """The world with a search index of its own, and a few of everything."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    # What is remembered for a minute must not run out on a slow machine.
    monkeypatch.setattr(LocMemCache, "_has_expired", _never)
    monkeypatch.setattr("bank.models.terms.REMEMBERED_SECONDS", 36_000)
    make_lesson_plan(world.people["maria"], title="Czeka", state=AuthorState.WAITING)
    make_page(title="Zasady banku")
    _add_rows(world, FEW)
    return world


def _add_rows(world: World, number: int) -> None:
    maria, karol = world.people["maria"], world.people["karol"]
    crowd.add_institutions(number // 10)
    people = crowd.add_people(number)
    crowd.add_members(world.network, people)
    for state in (MemberState.REQUESTED, MemberState.INVITED):
        crowd.add_members(world.network, crowd.add_people(number), state=state)
    materials = crowd.add_materials(maria, number)
    crowd.send_to_review(materials[::2])
    crowd.add_events(world.public_plan, maria, number)
    crowd.add_networks(karol, number, member=maria)
    crowd.add_topics(world.network, maria, number)
    crowd.add_posts(world.topic, [maria, karol, *people[:20]], number)
    posts = list(Post.objects.filter(topic__network=world.network)[:number])
    for name in ("maria", "karol", "renata"):
        crowd.tell(world.people[name], posts)
    crowd.add_news(maria, number, world.school)
    crowd.add_staff(world.school, number)
    catch_up()


def _things(world: World) -> Iterator[dict[str, object]]:
    """Name what the parameters of an address may be, one thing after another."""
    yield {}
    for name in ("public_plan", "draft", "withdrawn", "public_news", "school"):
        yield world.known_by(name)
    yield world.known_by("sitemap")
    yield from world.staff.named().values()
    yield world.known_by("person")
    for name in ("guide", "setup_step", "saved"):
        yield world.known_by(name)
    review = ReviewAssignment.objects.open().order_by("pk")[0]
    yield {"pk": review.pk}
    yield {"pk": review.material_id}
    network = world.known_by("network")
    network["post_pk"] = Post.objects.get(topic=world.topic, position=1).pk
    yield network
    for state in (MemberState.ACTIVE, MemberState.REQUESTED):
        held = Membership.objects.filter(network=world.network, state=state)
        yield network | {"pk": held.latest("pk").pk}


def _addresses(world: World) -> Iterable[tuple[str, str]]:
    things = list(_things(world))
    found = {
        (name, reverse(name, kwargs={each: thing[each] for each in wanted}))
        for name in set(address_names())
        for wanted in parameters_of(name)
        for thing in things
        if all(thing.get(each) for each in wanted)
    }
    more = ((name, address) for name, rows in MORE.items() for address in rows)
    pages = InformationPage.objects.live()
    editorial = (("wagtail_serve", page.url) for page in pages)
    return sorted({*found, *more, *editorial})


def _open_all(world: World, visitors: Visitors) -> dict[Page, int]:
    """Open whatever answers to GET; give what each page cost."""
    costs: dict[Page, int] = {}
    seen: dict[str, set[int]] = defaultdict(set)
    for name, address in _addresses(world):
        for person in PEOPLE:
            if 405 in seen[name]:
                break
            page = Page(person, name, address)
            status, cost = visitors.open(page)
            if person != "guest":
                seen[name].add(status)
            if status == 200:
                costs[page] = cost
    # A redirect is an answer: of an address for forms only, or to the true one.
    unreached = {name for name, codes in seen.items() if codes <= {403, 404}}
    unreached |= set(address_names()) - set(seen)
    assert unreached <= UNREACHED
    return costs


def test_pages_cost_the_same_at_any_size(crowded: World) -> None:
    visitors = Visitors(crowded)
    few = _open_all(crowded, visitors)
    _add_rows(crowded, MANY - FEW)

    many = {page: visitors.open(page)[1] for page in few}

    grown = [
        f"{page}: {few[page]} → {many[page]}"
        for page in few
        if few[page] != many[page] and not (page.is_mixed and many[page] < few[page])
    ]
    assert grown == []
    dear = [f"{page}: {cost}" for page, cost in many.items() if cost > page.most]
    assert dear == []
