"""Error pages are Polish, carry their status and name the incident."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from home.incidents import IncidentFilter
from home.views.errors import server_error

_INCIDENT = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")


def _broken(request: HttpRequest) -> HttpResponse:
    raise OperationalError


def _closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _odd(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


urlpatterns = [
    path("broken/", _broken),
    path("closed/", _closed),
    path("odd/", _odd),
    path("", include("home.urls")),
]
handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.forbidden"
handler404 = "home.views.errors.not_found"
handler500 = "home.views.errors.server_error"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing/", 404, "Nie ma takiej strony"),
        ("/closed/", 403, "nie jest dla Ciebie otwarte"),
        ("/odd/", 400, "Nie udało się tego odczytać"),
        ("/broken/", 500, "Coś się u nas zepsuło"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_page_says_what_happened_with_its_number(
    address: str, status: int, words: str, db: None
) -> None:
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert _INCIDENT.search(answer.content.decode())


def test_number_on_the_page_is_in_the_log() -> None:
    """Without the `db` fixture: the page must render when the database is down."""
    request = RequestFactory().get("/")
    record = logging.makeLogRecord({"request": request})

    answer = server_error(request)
    IncidentFilter().filter(record)

    assert answer.status_code == 500
    assert record.__dict__["incident"] in answer.content.decode()


def test_form_without_token_is_refused_in_polish(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/motyw/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "Dla Twojego bezpieczeństwa" in answer.content.decode()
