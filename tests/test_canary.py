"""A word hidden in every restricted thing is looked for through every door.

What is on a page, in a result, a suggestion, a feed, a redirect or an error must
not hold the word of a thing that its reader may not see.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from search.indexer import catch_up
from tests.crawler import walk
from tests.world import SECRETS, SIGNED_IN_WORD, World

MAY_KNOW = {
    "draft": {"maria"},
    "author_only": {"maria"},
    "institution": {"maria", "karol", "dorota"},
    "network_material": {"maria", "karol"},
    "topic": {"maria", "karol"},
    "attachment": {"maria", "karol", "dorota"},
    "rest_of_file": {"maria"},
    # Moderators and the office look after all news.
    "news": {"maria", "karol", "dorota", "renata", "urszula"},
    "invitation": {"dorota", "urszula", "adam"},
    "asking": {"dorota", "urszula", "adam"},
}
PEOPLE = [
    *("guest", "maria", "oskar", "karol", "renata", "dorota"),
    *("urszula", "edyta", "adam", "olga", "ignacy", "sonia"),
]


def secrets_kept_from(person: str) -> set[str]:
    kept = {SECRETS[key] for key, allowed in MAY_KNOW.items() if person not in allowed}
    return kept | ({SIGNED_IN_WORD} if person == "guest" else set())


@pytest.fixture
def indexed(world: World, tmp_path: Path, settings: Settings) -> World:
    """The world, with everything of it in a search index of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    catch_up()
    return world


def _client(world: World, person: str) -> Client:
    client = Client(raise_request_exception=False)
    if person != "guest":
        client.force_login(world.people[person])
    return client


def _answers(world: World, client: Client) -> Iterator[tuple[str, str]]:
    """Give the address and all text of every answer a person can get."""
    for page in list(walk(client)):
        yield page.address, page.body
    for address in [*_guessed(world), *_searched()]:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        yield address, body.decode(errors="replace") + str(answer.headers)


def _guessed(world: World) -> Iterator[str]:
    """Addresses that a stranger may guess, each with a wrong and a right name."""
    secret = [world.draft, world.author_plan, world.school_plan, world.network_plan]
    for material in secret:
        for tail in ("", "druk/", "historia/", "edycja/", "podglad/"):
            yield f"/bank/{material.pk}-x/{tail}"
            yield f"/bank/{material.pk}/{tail}"
        yield f"/recenzje/{material.pk}/"
    yield f"/aktualnosci/{world.school_news.pk}-x/"
    yield f"/sieci/{world.network.slug}/watki/{world.topic.pk}-x/"
    yield from ("/sitemap-strony.xml", "/aktualnosci/kanal/", "/bank/kanal/")
    yield from ("/sitemap-aktualnosci-1.xml", "/sitemap-materialy-1.xml")
    yield f"/placowki/{world.school.slug}/kanal/"
    yield from ("/sitemap.xml", "/robots.txt", "/stan/", "/powiadomienia/")


def _searched() -> Iterator[str]:
    for word in [*SECRETS.values(), SIGNED_IN_WORD]:
        yield f"/szukaj/?q=inne&sort={word}"
        yield f"/szukaj/podpowiedzi/?q={word[:6]}"
        # One letter wrong: a repair would give the word away.
        yield f"/szukaj/?q={word[:-1]}x"


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_meets_a_word_they_may_not_know(indexed: World, person: str) -> None:
    client = _client(indexed, person)
    kept = secrets_kept_from(person)

    leaks = [
        f"{address}: {word}"
        for address, text in _answers(indexed, client)
        for word in kept
        if word in _without_echo(text, address)
    ]

    assert leaks == []


def _without_echo(text: str, address: str) -> str:
    """Leave out what the person typed and the page repeats."""
    return text.replace(address, "").replace(address.partition("sort=")[2] or "\0", "")


@pytest.mark.parametrize("key", MAY_KNOW)
def test_who_may_know_a_word_does_meet_it(indexed: World, key: str) -> None:
    """The canary can sing: otherwise the test above would prove nothing."""
    person = min(MAY_KNOW[key])
    client = _client(indexed, person)

    met = any(SECRETS[key] in text for _address, text in _answers(indexed, client))

    assert met


@pytest.mark.parametrize("key", ["institution", "network_material", "author_only"])
def test_a_search_for_the_word_is_empty_as_for_any_other(
    indexed: World, key: str
) -> None:
    client = _client(indexed, "oskar")

    about_secret = client.get("/szukaj/", {"q": SECRETS[key]}).content.decode()
    about_nothing = client.get("/szukaj/", {"q": "x" * len(SECRETS[key])})

    shape = about_secret.replace(SECRETS[key], "").count("<li")
    assert shape == about_nothing.content.decode().count("<li")
