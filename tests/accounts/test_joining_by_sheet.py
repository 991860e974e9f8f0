"""The printed sheet: who holds it may ask, and learns nothing of others."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from accounts.actions.cleaning import forget_old_invitations
from accounts.actions.joining import renew_code
from accounts.models import (
    Institution,
    Invitation,
    JoinCode,
    JoinRequest,
    JoinState,
    User,
)
from accounts.roles import Role
from jobs.models import Job
from tests.factories.accounts import make_invitation, make_join_request, make_user

RunJobs = Callable[[], None]
ROMAN = {
    "first_name": "Roman",
    "last_name": "Kos",
    "email": "Roman@example.org",
    "role": "teacher",
}


@pytest.fixture
def code(school: Institution, dorota: User) -> JoinCode:
    return renew_code(school, actor=dorota)


@pytest.fixture
def asking(code: JoinCode) -> str:
    return f"/dolacz/{code.code}/"


@pytest.fixture
def head(dorota: User) -> Client:
    client = Client()
    client.force_login(dorota)
    return client


def path_in(message: EmailMessage) -> str:
    found = re.search(r"/dolacz/potwierdz/[\w-]+/", str(message.body))
    assert found
    return found[0]


def test_from_the_sheet_to_an_invitation(
    client: Client,
    head: Client,
    code: JoinCode,
    school: Institution,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    typed = client.post("/dolacz/", {"code": code.shown.lower()})
    sent = client.post(typed.headers["Location"], ROMAN, follow=True)
    run_jobs()
    confirmed = client.post(path_in(mailoutbox[0]))
    run_jobs()
    request = JoinRequest.objects.get()
    head.post(f"/placowki/{school.slug}/osoby/prosby/{request.pk}/potwierdz/")
    run_jobs()

    assert "Zajrzyj" in sent.content.decode() or sent.status_code == 200
    assert "jest potwierdzony" in confirmed.content.decode()
    assert mailoutbox[1].to == ["dorota@example.org"]
    assert mailoutbox[2].to == ["roman@example.org"]
    assert "/zaproszenie/" in mailoutbox[2].body
    assert not User.objects.filter(email="roman@example.org").exists()


def test_opening_the_link_confirms_nothing(
    client: Client,
    asking: str,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    client.post(asking, ROMAN)
    run_jobs()

    assert client.get(path_in(mailoutbox[0])).status_code == 200
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED


def test_a_link_confirms_once_and_in_time(
    client: Client, asking: str, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    client.post(asking, ROMAN)
    run_jobs()
    link = path_in(mailoutbox[0])
    JoinRequest.objects.update(asked_at=timezone.now() - timedelta(days=4))
    assert client.post(link).status_code == 404

    JoinRequest.objects.update(asked_at=timezone.now())
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("address", ["nowa", "maria", "zofia", "halina"])
def test_every_address_gets_the_same_answer_and_one_message(
    client: Client,
    asking: str,
    maria: User,
    school: Institution,
    dorota: User,
    address: str,
) -> None:
    make_invitation(school, dorota)
    make_user("halina", Role.TEACHER, institution=school, verified=False)
    before = Job.objects.filter(task="accounts.send_message").count()

    answer = client.post(asking, {**ROMAN, "email": f"{address}@example.org"})

    assert answer.headers["Location"] == "/dolacz/sprawdz-poczte/"
    jobs = Job.objects.filter(task="accounts.send_message").count()
    assert jobs == before + 1


def test_who_has_an_account_is_told_by_mail_only(
    client: Client,
    asking: str,
    maria: User,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    client.post(asking, {**ROMAN, "email": maria.email})
    run_jobs()

    assert "Masz już konto" in mailoutbox[0].body
    assert not JoinRequest.objects.exists()


def test_nobody_is_plagued_with_letters(
    client: Client, asking: str, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    for _ in range(6):
        answer = client.post(asking, ROMAN)
        assert answer.status_code == 302
    run_jobs()

    assert len(mailoutbox) == 3
    assert JoinRequest.objects.count() == 1


def test_what_waits_cannot_be_rewritten_by_asking_again(
    client: Client, asking: str, school: Institution
) -> None:
    make_join_request(school, "roman@example.org")

    client.post(asking, {**ROMAN, "last_name": "Inny"})

    request = JoinRequest.objects.get()
    assert (request.last_name, request.state) == ("Kos", JoinState.WAITING)


@pytest.mark.parametrize("name", ["evil.com", "http://x.pl", "<b>", "=cmd", "a\nb"])
def test_a_name_cannot_carry_a_message_of_a_stranger(
    client: Client, asking: str, name: str
) -> None:
    assert client.post(asking, {**ROMAN, "first_name": name}).status_code == 200
    assert not Job.objects.filter(task="accounts.send_message").exists()


def test_a_new_code_ends_the_old_and_a_dead_one_answers_like_none(
    client: Client, asking: str, school: Institution, dorota: User
) -> None:
    renew_code(school, actor=dorota)

    old, unknown = client.get(asking), client.get("/dolacz/NICNICNI/")

    assert (old.status_code, unknown.status_code) == (404, 404)
    assert client.post(asking, ROMAN).status_code == 404
    JoinCode.objects.update(expires_at=timezone.now())
    assert client.get(f"/dolacz/{JoinCode.objects.get().code}/").status_code == 404


def test_guessing_codes_is_stopped(db: None, client: Client) -> None:
    answers = {client.get(f"/dolacz/NIC{n}/").status_code for n in range(61)}

    assert answers == {404, 429}


def test_asking_is_limited(client: Client, asking: str) -> None:
    for n in range(81):
        form = {**ROMAN, "email": f"o{n}@example.org"}
        answer = client.post(asking, form, headers={"x": str(n)})
        if answer.status_code == 429:
            break

    assert answer.status_code == 429
    assert JoinRequest.objects.count() <= 80


def test_the_head_decides_once(
    head: Client, school: Institution, mailoutbox: list[EmailMessage]
) -> None:
    request = make_join_request(school)
    address = f"/placowki/{school.slug}/osoby/prosby/{request.pk}/"

    head.post(f"{address}potwierdz/")
    again = head.post(f"{address}potwierdz/", follow=True)
    refused = head.post(f"{address}odmow/", follow=True)

    assert "już rozstrzygnął" in again.content.decode()
    assert "już rozstrzygnął" in refused.content.decode()
    assert Invitation.objects.count() == 1


def test_a_refusal_is_told(
    head: Client,
    school: Institution,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    request = make_join_request(school)

    head.post(f"/placowki/{school.slug}/osoby/prosby/{request.pk}/odmow/")
    run_jobs()

    assert mailoutbox[-1].to == ["r@example.org"]
    assert not Invitation.objects.exists()


def test_heads_are_written_to_once_until_they_look(
    school: Institution, dorota: User, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    make_join_request(school, "a@example.org")
    make_join_request(school, "b@example.org")
    run_jobs()

    assert [mail.to for mail in mailoutbox] == [["dorota@example.org"]]


def test_the_sheet_has_code_and_drawing(head: Client, school: Institution) -> None:
    address = f"/placowki/{school.slug}/osoby/kod/"
    assert "Utwórz kod" in head.get(address).content.decode()

    head.post(f"{address}nowy/")
    text = head.get(address).content.decode()

    code = JoinCode.objects.get()
    assert code.shown in text
    assert 'class="qr__ink"' in text
    assert "style=" not in text.partition("<main")[2]

    head.post(f"{address}wylacz/")
    assert not JoinCode.objects.exists()


def test_another_school_sees_nothing_of_it(
    client: Client, school: Institution, oskar: User, other_school: Institution
) -> None:
    request = make_join_request(school)
    zbigniew = make_user("zbigniew", Role.HEAD, institution=other_school)
    client.force_login(zbigniew)

    here = f"/placowki/{school.slug}/osoby/prosby/{request.pk}/potwierdz/"
    there = f"/placowki/{other_school.slug}/osoby/prosby/{request.pk}/potwierdz/"

    assert client.post(here).status_code == 403
    assert client.post(there).status_code == 404
    assert JoinRequest.objects.get().state == JoinState.WAITING


def test_who_was_invited_meanwhile_leaves_the_list_of_those_who_wait(
    head: Client, school: Institution, dorota: User
) -> None:
    request = make_join_request(school)
    make_invitation(school, dorota, email=request.email)

    address = f"/placowki/{school.slug}/osoby/prosby/{request.pk}/potwierdz/"
    answer = head.post(address, follow=True)

    assert "ma już konto albo zaproszenie" in answer.content.decode()
    assert not JoinRequest.objects.exists()
    assert Invitation.objects.count() == 1


def test_what_nobody_answered_is_forgotten(school: Institution, dorota: User) -> None:
    make_invitation(school, dorota)
    make_join_request(school)
    long_ago = timezone.now() - timedelta(days=200)
    Invitation.objects.update(expires_at=long_ago)
    assert forget_old_invitations() == 1

    JoinRequest.objects.update(asked_at=long_ago)
    assert forget_old_invitations() == 1
