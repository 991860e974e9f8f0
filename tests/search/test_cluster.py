"""Getting into a cluster: addresses, names, keys, certificates, and that none leaks.

The node of the tests speaks no TLS, so a door in front of it does: what is tried here
is how we trust and are trusted, not Elasticsearch's own security.
"""

import logging
import socket
from base64 import b64encode
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.roles import Role
from search.checks import cluster_as_described, refuse_what_cannot_work
from search.engines import current_engine, scratch_engine
from search.engines.base import Request
from search.engines.cluster import chosen_cluster
from search.exceptions import EngineUnavailable
from search.indexer import catch_up
from tests.elasticsearch.certificate import make_certificate
from tests.elasticsearch.trouble import Door, door_to
from tests.factories.accounts import make_user
from tests.factories.search import PUBLIC, Shelf

SECRET = "tajne-haslo-7"
MISTAKES = [
    ({"URL": f"htp://elastic:{SECRET}@one:9200"}, "Address 1"),
    ({"URL": "https://one:9200,https://two"}, "Address 2"),
    ({"URL": f"https://elastic:{SECRET}@one:port"}, "Address 1"),
    ({"URL": "https://one:9200/?q=1"}, "Address 1"),
    ({"URL": "https://one:9200,http://two:9200"}, "mixes http and https"),
    (
        {"URL": f"https://a:{SECRET}@one:9200", "API_KEY": SECRET},
        "or a name and password",
    ),
    ({"URL": "http://one:9200", "FINGERPRINT": "ab" * 32}, "not https"),
    ({"URL": "https://one:9200", "FINGERPRINT": "ab:cd"}, "64 hexadecimal digits"),
    ({"URL": "https://one:9200", "CA_FILE": "/no/such.pem"}, "cannot be read"),
    ({"URL": "https://one:9200", "TIMEOUT": 0.0}, "between 0 and 60"),
]


def _say(settings: Settings, said: dict[str, str | float]) -> None:
    for name, value in said.items():
        setattr(settings, f"ELASTICSEARCH_{name}", value)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return tmp_path / "door.pem"


@pytest.fixture
def fingerprint(certificate: Path) -> str:
    return make_certificate(certificate)


@pytest.fixture
def locked(
    search_node: str, certificate: Path, fingerprint: str, settings: Settings
) -> Iterator[Door]:
    """A door with TLS, whose certificate no authority knows."""
    with door_to(search_node, certificate) as door:
        settings.ELASTICSEARCH_URL = door.url
        yield door


@pytest.fixture
def door(search_node: str, settings: Settings) -> Iterator[Door]:
    with door_to(search_node) as door:
        settings.ELASTICSEARCH_URL = door.url
        yield door


def _answers() -> bool:
    with scratch_engine() as engine:
        shelf = Shelf(engine)
        shelf.put([("Pizza", "")])
        return shelf.titles("pizza") == ["Pizza"]


@pytest.mark.parametrize(("said", "told"), MISTAKES)
def test_mistake_is_told_at_start_without_the_secret(
    settings: Settings, said: dict[str, str | float], told: str
) -> None:
    _say(settings, said)

    error = cluster_as_described(None)[0]
    with pytest.raises(ImproperlyConfigured, match=told) as refused:
        refuse_what_cannot_work()

    assert told in error.msg
    assert SECRET not in f"{error}{refused.value}{chosen_cluster()!r}"


@pytest.mark.parametrize(
    "said",
    [
        {"URL": ""},
        {"URL": "http://127.0.0.1:9200"},
        {"URL": f"http://elastic:{SECRET}@localhost:9200"},
        {"URL": "https://one:9200, https://two:9200/search", "API_KEY": SECRET},
        {"URL": "https://one:9200", "FINGERPRINT": "AB:" * 31 + "ab", "TIMEOUT": 1.5},
    ],
)
def test_what_can_be_true_is_not_complained_of(
    settings: Settings, said: dict[str, str | float]
) -> None:
    _say(settings, said)

    assert cluster_as_described(None) == []


def test_secret_over_plain_http_is_warned_of(settings: Settings) -> None:
    _say(settings, {"URL": "http://search.example:9200", "API_KEY": SECRET})

    [warning] = cluster_as_described(None)

    assert warning.id == "search.W001"
    refuse_what_cannot_work()


@pytest.mark.parametrize("trust", ["CA_FILE", "FINGERPRINT"])
def test_certificate_of_ones_own_is_trusted_when_named(
    locked: Door, settings: Settings, trust: str, certificate: Path, fingerprint: str
) -> None:
    named = {"CA_FILE": str(certificate), "FINGERPRINT": fingerprint}
    _say(settings, {trust: named[trust]})

    assert _answers()


@pytest.mark.parametrize("fingerprint_named", ["", "ab" * 32])
def test_unknown_certificate_is_not_trusted(
    locked: Door, settings: Settings, fingerprint_named: str
) -> None:
    settings.ELASTICSEARCH_FINGERPRINT = fingerprint_named

    with pytest.raises(EngineUnavailable, match="certificate is not trusted"):
        current_engine().search(Request(PUBLIC))


def test_name_and_password_of_the_address_are_given(
    door: Door, settings: Settings
) -> None:
    door.knows = f"Basic {b64encode(f'elastic:{SECRET}'.encode()).decode()}"
    with pytest.raises(EngineUnavailable, match="does not know who we are"):
        current_engine().search(Request(PUBLIC))

    settings.ELASTICSEARCH_URL = door.url.replace("//", f"//elastic:{SECRET}@")

    assert _answers()


def test_key_is_given(door: Door, settings: Settings) -> None:
    door.knows = f"ApiKey {SECRET}"

    settings.ELASTICSEARCH_API_KEY = SECRET

    assert _answers()


def test_another_machine_answers_for_one_that_is_down(
    door: Door, settings: Settings
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        down = f"http://127.0.0.1:{unused.getsockname()[1]}"
        settings.ELASTICSEARCH_URL = f"{down}, {door.url}, {down}/"

        assert _answers()


@pytest.mark.django_db
def test_secret_reaches_no_log_no_message_and_no_page(
    settings: Settings, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.DEMO = True  # there an administrator needs no second factor
    told = StringIO()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        settings.ELASTICSEARCH_URL = f"http://elastic:{SECRET}@127.0.0.1:{port}"
        client.force_login(make_user("admin", Role.ADMINISTRATOR))

        page = client.get("/szukaj/", {"q": "pizza"}).content.decode()
        health = client.get("/stan/").content.decode()
        with pytest.raises(CommandError) as reindex:
            call_command("reindex", stdout=told, stderr=told)
        with pytest.raises(EngineUnavailable):
            catch_up()

    assert "wyszukiwarka nie odpowiada" in health
    everything = [page, health, told.getvalue(), str(reindex.value), caplog.text]
    assert not any(SECRET in each for each in everything)
    encoded = b64encode(f"elastic:{SECRET}".encode()).decode()
    assert not any(encoded in each for each in everything)
