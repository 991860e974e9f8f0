"""Invitations: from the head's list to a signed-in teacher, once.

A module longer than usual because one person walks through all of it.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.invitations import (
    MOST_SENDS,
    RESEND_AFTER,
    accept_invitation,
    invite_people,
    resend_invitation,
    withdraw_invitation,
)
from accounts.exceptions import EmailTaken, InvitationGone, SentTooOften
from accounts.importing.people import Row
from accounts.models import (
    AuditEntry,
    Institution,
    Invitation,
    InvitationState,
    SignIn,
    User,
)
from accounts.models.invitation import LIFETIME
from accounts.roles import Role
from jobs.models import Job
from tests.factories.accounts import make_invitation, make_join_request, make_user

RunJobs = Callable[[], None]
PASSWORD = "jeż tupie nocą cicho"
FORM = {
    "first_name": "Zofia",
    "last_name": "Lis",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def zofia(school: Institution, dorota: User) -> Invitation:
    return make_invitation(school, dorota)


@pytest.fixture
def link(zofia: Invitation, mailoutbox: list[EmailMessage], run_jobs: RunJobs) -> str:
    """The path in the message."""
    run_jobs()
    return link_in(mailoutbox[-1])


def link_in(message: EmailMessage) -> str:
    found = re.search(r"/zaproszenie/[\w-]+/", str(message.body))
    assert found
    return found[0]


def token_in(link: str) -> str:
    return link.split("/")[2]


def body(client: Client, link: str) -> str:
    """What the page says, without the frame, which holds the address."""
    answer = client.get(link)
    assert answer.status_code == 404
    text = answer.content.decode()
    main = re.search(r"<main.*</main>", text, re.DOTALL)
    assert main
    return main[0]


def age(invitation: Invitation, by: timedelta) -> None:
    earlier = timezone.now() - by
    Invitation.objects.filter(pk=invitation.pk).update(
        mailed_at=earlier, expires_at=earlier + LIFETIME
    )


def test_an_invitation_comes_by_mail_and_makes_no_account(
    zofia: Invitation,
    school: Institution,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    run_jobs()

    message = mailoutbox[0]
    assert message.to == ["zofia@example.org"]
    assert school.name in message.body
    assert "Dorota Brzozowska zaprasza Cię" in message.body
    assert not User.objects.filter(email="zofia@example.org").exists()


def test_the_secret_does_not_rest_in_the_database(link: str) -> None:
    token = token_in(link)

    assert not Invitation.objects.filter(token_digest__contains=token).exists()
    assert not any(token in str(job.args) for job in Job.objects.all())


def test_the_invited_person_sets_a_password_and_is_signed_in(
    client: Client, link: str, school: Institution
) -> None:
    shown = client.get(link)
    assert 'value="Zofia"' in shown.content.decode()

    answer = client.post(link, FORM)

    user = User.objects.get(email="zofia@example.org")
    assert answer.headers["Location"] == "/"
    assert client.get("/konto/").wsgi_request.user == user
    assert user.check_password(PASSWORD)
    assert SignIn.objects.filter(user=user).count() == 1
    assert user.has_role(Role.TEACHER)
    assert (user.institution, user.emailaddress_set.get().verified) == (school, True)
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"invitation.sent", "invitation.accepted", "person.created"} <= set(verbs)


def test_reading_the_page_accepts_nothing(client: Client, link: str) -> None:
    client.get(link)
    client.head(link)

    assert not User.objects.filter(email="zofia@example.org").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", ""),
        ("last_name", "=cmd"),
        ("last_name", "evil.com"),
        ("first_name", "x" * 61),
        ("password1", "krótkie"),
        ("password2", "zupełnie inne hasło"),
        ("password1", "zofia@example.org"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: Client, link: str, field: str, value: str
) -> None:
    answer = client.post(link, {**FORM, field: value})

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not User.objects.filter(email="zofia@example.org").exists()


def test_a_link_works_once(client: Client, link: str) -> None:
    client.post(link, FORM)

    again = Client().post(link, FORM)

    assert again.status_code == 404
    assert User.objects.filter(email="zofia@example.org").count() == 1


def test_of_two_who_race_one_finds_it_used(link: str) -> None:
    given = {"first_name": "Zofia", "last_name": "Lis", "password": PASSWORD}
    accept_invitation(token_in(link), **given)

    with pytest.raises(InvitationGone):
        accept_invitation(token_in(link), **given)


def test_every_dead_link_answers_alike(
    client: Client, link: str, zofia: Invitation, dorota: User
) -> None:
    withdraw_invitation(zofia, actor=dorota)

    assert body(client, link) == body(client, "/zaproszenie/nic-takiego/")


def test_an_expired_link_opens_nothing(
    client: Client, link: str, zofia: Invitation
) -> None:
    age(zofia, LIFETIME)

    assert client.get(link).status_code == 404
    assert client.post(link, FORM).status_code == 404
    zofia.refresh_from_db()
    assert zofia.standing == InvitationState.EXPIRED


def test_sending_again_kills_the_old_link(
    client: Client,
    link: str,
    zofia: Invitation,
    dorota: User,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    age(zofia, LIFETIME)

    resend_invitation(zofia, actor=dorota)
    run_jobs()

    assert client.get(link).status_code == 404
    assert client.get(link_in(mailoutbox[-1])).status_code == 200


def test_sending_again_is_limited(zofia: Invitation, dorota: User) -> None:
    with pytest.raises(SentTooOften):
        resend_invitation(zofia, actor=dorota)

    for _ in range(MOST_SENDS - 1):
        age(zofia, RESEND_AFTER)
        resend_invitation(zofia, actor=dorota)
    age(zofia, RESEND_AFTER)

    with pytest.raises(SentTooOften):
        resend_invitation(zofia, actor=dorota)


def test_what_is_withdrawn_is_neither_sent_nor_withdrawn_again(
    zofia: Invitation, dorota: User, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    withdraw_invitation(zofia, actor=dorota)
    run_jobs()

    assert mailoutbox == []
    with pytest.raises(InvitationGone):
        withdraw_invitation(zofia, actor=dorota)
    with pytest.raises(InvitationGone):
        resend_invitation(zofia, actor=dorota)


def test_inviting_twice_writes_once(
    zofia: Invitation,
    school: Institution,
    dorota: User,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    row = Row(1, "zofia@example.org")

    made = invite_people(school, people=[row, row], actor=dorota)
    run_jobs()

    assert made == []
    assert len(mailoutbox) == 1


def test_who_has_an_account_is_not_invited(
    school: Institution, dorota: User, oskar: User
) -> None:
    assert invite_people(school, people=[Row(1, oskar.email)], actor=dorota) == []


def test_an_account_made_meanwhile_is_kept(
    client: Client, link: str, other_school: Institution
) -> None:
    make_user("zofia", Role.TEACHER, institution=other_school)

    with pytest.raises(EmailTaken):
        accept_invitation(
            token_in(link), first_name="Z", last_name="L", password=PASSWORD
        )
    answer = client.post(link, FORM)

    assert answer.status_code == 409
    assert User.objects.get(email="zofia@example.org").institution == other_school


def test_accepting_closes_the_other_doors(
    link: str, school: Institution, other_school: Institution, dorota: User
) -> None:
    other = make_invitation(other_school, dorota)
    make_join_request(other_school, "zofia@example.org")

    accept_invitation(token_in(link), first_name="Z", last_name="L", password=PASSWORD)

    other.refresh_from_db()
    assert other.state == InvitationState.WITHDRAWN
    assert not other_school.join_requests.exists()


def test_somebody_signed_in_is_asked_to_sign_out(
    client: Client, link: str, maria: User
) -> None:
    client.force_login(maria)

    assert "wyloguj się" in client.get(link).content.decode()
    client.post(link, FORM)
    assert not User.objects.filter(email="zofia@example.org").exists()


def test_an_invitation_of_somebody_who_has_left_still_works(
    client: Client, link: str, dorota: User
) -> None:
    dorota.delete()

    assert client.post(link, FORM).status_code == 302


def test_five_hundred_take_a_constant_number_of_statements(
    school: Institution,
    dorota: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [Row(n, f"o{n}@example.org") for n in range(500)]

    with django_assert_max_num_queries(45):
        made = invite_people(school, people=rows, actor=dorota)

    assert len(made) == 500
    assert Job.objects.filter(task="accounts.send_invitation").count() == 500


def test_the_path_is_built_on_the_configured_origin(
    link: str, mailoutbox: list[EmailMessage]
) -> None:
    assert f"http://127.0.0.1:8000{link}" in mailoutbox[0].body
    assert reverse("invitation", args=[token_in(link)]) == link
