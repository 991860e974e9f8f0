"""An unsafe installation does not start."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from accounts.actions.people import create_person, deactivate_person
from accounts.checks import (
    no_demonstration_people,
    one_count_for_all_processes,
    refuse_unsafe_start,
)

SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ",
    "ALLOWED_HOSTS": "bank.example",
    "SITE_ORIGIN": "https://bank.example",
}


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        env={**kept, **SAFE, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_one_starts() -> None:
    started = _start()

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"SECRET_KEY": "krotki"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + SAFE["SECRET_KEY"]}, "SECRET_KEY"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DEBUG": "True"}, "DEBUG"),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"DEMO": "True"}, "DEMO"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SITE_ORIGIN": "http://bank.example"}, "SITE_ORIGIN"),
        ({"TRUSTED_PROXY_COUNT": "wiele"}, "TRUSTED_PROXY_COUNT"),
    ],
)
def test_an_unsafe_setting_stops_the_start(
    environment: dict[str, str], why: str
) -> None:
    refused = _start(**environment)

    assert refused.returncode != 0
    assert why in refused.stderr


@pytest.mark.parametrize(
    ("processes", "cache", "refused"),
    [("", "", 0), ("1", "", 0), ("2", "", 1), ("4", "redis://127.0.0.1/1", 0)],
)
def test_many_processes_must_count_together(
    monkeypatch: pytest.MonkeyPatch, processes: str, cache: str, refused: int
) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", processes)

    with override_settings(CACHE_URL=cache):
        assert len(one_count_for_all_processes(None)) == refused


@pytest.fixture
def _demonstration(db: None) -> None:
    create_person(email="admin@demo.example", first_name="A", last_name="B")


@pytest.mark.usefixtures("_demonstration")
def test_people_of_the_demonstration_stop_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="demonstration"):
        refuse_unsafe_start()


@pytest.mark.usefixtures("_demonstration")
@override_settings(DEMO=True)
def test_a_demonstration_has_its_people() -> None:
    assert no_demonstration_people(None, databases=["default"]) == []


def test_a_switched_off_one_stops_nothing(db: None) -> None:
    person = create_person(email="admin@demo.example", first_name="A", last_name="B")

    deactivate_person(person)

    assert no_demonstration_people(None, databases=["default"]) == []
