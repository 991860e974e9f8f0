"""A stranger's page is the same with and without what they may not see."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from bank.models import (
    CurriculumNode,
    Material,
    TeachingMethod,
    Visibility,
    WorkForm,
)
from search.actions import record_change
from tests.factories.bank import make_lesson_plan

CANARY = "Żabiedronka"
QUERIES = [
    "",
    "ułamki",
    CANARY,
    "zabiedronka",
    "żabiedronki",
    "zabiedrnka",
    "„Żabiedronka w krzakach”",
    "ulamki -zabiedronka",
    "tajnaa",
]


SECTION = "PP2017/SP/MAT/IV-VI/T/XIII"
# What the secret alone has: levels of a tree, a year, ends of ranges, an order.
NARROWED = [
    {"przedmiot": "matematyka"},
    {"przedmiot": "matematyka", "dzial": SECTION},
    {"dzial": SECTION},
    {"etap": "etap-2", "klasa": "k8"},
    {"metoda": "metaplan", "forma": "zbiorowa"},
    {"rok": "2019"},
    {"czas_od": "17", "czas_do": "17"},
    {"czas_do": "20", "data_do": "2019-12-31"},
    {"q": "ułamki", "data_do": "2020-01-01"},
    {"sort": "odczyty"},
    {"q": "dział:statystyki"},
]


def _answers(client: Client) -> list[str]:
    pages = [client.get("/szukaj/", {"q": query}).content for query in QUERIES]
    pages += [
        client.get("/szukaj/", {"q": "", "przedmiot": "historia"}).content,
        client.get(
            "/szukaj/", {"q": CANARY, "klasa": "k5", "rodzaj": "scenario"}
        ).content,
        client.get("/szukaj/", {"sort": "najnowsze"}).content,
    ]
    pages += [client.get("/szukaj/", each).content for each in NARROWED]
    pages += [
        client.get("/szukaj/podpowiedzi/", {"q": text}).content
        for text in ("zabied", "Żab", "taj", "ul", "początki stat")
    ]
    signed_in = client.get("/szukaj/wyniki.csv", {"q": "ułamki"})
    pages.append(signed_in.content)
    pages += [
        client.get("/szukaj/", {"q": CANARY, "typ": tab}).content
        for tab in ("materialy", "dyskusje", "osoby", "strony")
    ]
    pages += [
        client.get("/szukaj/", {"q": query}).content
        for query in ("autor:Brzozowska", "klasa:8", f"-typ:{CANARY}", "siec:x")
    ]
    token = re.compile(rb'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"')
    return [token.sub(b"", page).decode() for page in pages]


def _make_secret(maria: User, visibility: Visibility) -> Material:
    secret = make_lesson_plan(
        maria,
        title=f"Tajna {CANARY}",
        summary=f"{CANARY} w krzakach i ułamki",
        visibility=visibility,
        institution=maria.institution,
        subjects=["historia"],
        class_years=["k8"],
        roles=["head"],
    )
    secret.curriculum_nodes.set([CurriculumNode.objects.get(code=SECTION)])
    secret.methods.set([TeachingMethod.objects.get(code="metaplan")])
    secret.forms.set([WorkForm.objects.get(code="zbiorowa")])
    secret.save()
    Material.objects.filter(pk=secret.pk).update(
        duration_minutes=17, first_published_at=datetime(2019, 5, 1, tzinfo=UTC)
    )
    return secret


@pytest.mark.django_db
@pytest.mark.parametrize(
    "visibility", [Visibility.INSTITUTION, Visibility.AUTHOR, Visibility.ROLES]
)
def test_outsider_sees_the_same_with_and_without(
    client: Client,
    maria: User,
    oskar: User,
    index_now: Callable[[], int],
    visibility: Visibility,
) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    client.force_login(oskar)
    index_now()
    without = _answers(client)

    secret = _make_secret(maria, visibility)
    record_change("material", secret.pk)
    index_now()

    assert _answers(client) == without


@pytest.mark.django_db
def test_guest_sees_the_same_with_and_without_what_needs_signing_in(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="Ułamki", visibility=Visibility.PUBLIC)
    index_now()
    without = _answers(client)

    secret = _make_secret(maria, Visibility.SIGNED_IN)
    record_change("material", secret.pk)
    index_now()

    assert _answers(client) == without


@pytest.mark.django_db
def test_those_who_may_see_it_find_it_by_all_it_has(
    client: Client, maria: User, dorota: User, index_now: Callable[[], int]
) -> None:
    _make_secret(maria, Visibility.INSTITUTION)
    index_now()
    client.force_login(dorota)

    for each in NARROWED:
        page = client.get("/szukaj/", each).content.decode()
        assert CANARY in page, each


@pytest.mark.django_db
def test_those_who_may_see_it_find_it(
    client: Client, maria: User, dorota: User, index_now: Callable[[], int]
) -> None:
    _make_secret(maria, Visibility.INSTITUTION)
    index_now()

    client.force_login(dorota)

    assert (
        f"Tajna <mark>{CANARY}</mark>"
        in client.get("/szukaj/", {"q": "zabiedronka"}).content.decode()
    )
    assert client.get("/szukaj/podpowiedzi/", {"q": "tajna żab"}).json()["titles"]


@pytest.mark.django_db
def test_right_withdrawn_before_the_index_knows_hides_the_row(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> None:
    plan = make_lesson_plan(maria, title="Ułamki na pizzy")
    index_now()
    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)
    client.force_login(oskar)

    page = client.get("/szukaj/", {"q": "pizza"}).content.decode()

    assert "Ułamki na" not in page
    assert client.get("/szukaj/podpowiedzi/", {"q": "uła"}).json()["titles"] == []
