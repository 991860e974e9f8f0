"""The list of people of an institution, and what may be done from it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.invitation_mail import mark_bounced
from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.models import AuditEntry, Institution, Invitation, User
from accounts.roles import Role
from accounts.sessions import SIGNED_IN_AT
from tests.factories.accounts import make_invitation, make_join_request, make_user

RunJobs = Callable[[], None]


@pytest.fixture
def head(client: Client, dorota: User) -> Client:
    client.force_login(dorota)
    return client


@pytest.fixture
def staff(school: Institution) -> str:
    return f"/placowki/{school.slug}/osoby/"


@pytest.fixture
def ignacy(school: Institution) -> User:
    """Looks after accounts of the school by delegation."""
    return make_user("ignacy", Role.SCHOOL_IT, institution=school)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition("<main")[2]


def test_the_list_shows_people_in_words(
    head: Client, staff: str, maria: User, oskar: User
) -> None:
    text = text_of(head, staff)

    assert "Maria Brzozowska" in text
    assert "nauczanie" in text
    assert "jeszcze nie było" in text
    assert "Oskar" not in text


def test_the_four_lists_and_the_search(
    head: Client, staff: str, school: Institution, dorota: User, maria: User
) -> None:
    invitation = make_invitation(school, dorota)
    mark_bounced(invitation.pk, 1, reason="550 no such user")
    make_join_request(school)
    deactivate_person(make_user("halina", Role.TEACHER, institution=school))

    invited = text_of(head, f"{staff}?pokaz=zaproszeni")
    assert "wiadomość odbita" in invited
    assert "550 no such user" in invited
    assert "Roman Kos" in text_of(head, f"{staff}?pokaz=czekaja")
    assert "Halina" in text_of(head, f"{staff}?pokaz=zakonczone")
    assert "Zofia Lis" in text_of(head, f"{staff}?pokaz=zaproszeni&szukaj=LIS")
    assert "Zofia Lis" not in text_of(head, f"{staff}?pokaz=zaproszeni&szukaj=kos")
    assert "Maria" in text_of(head, f"{staff}?szukaj=maria@ex")
    assert "Maria" not in text_of(head, f"{staff}?szukaj=żaden")
    assert head.get(f"{staff}?szukaj=%00&pokaz=%00&strona=%00").status_code == 200


@pytest.mark.parametrize("shown", ["pracuja", "zaproszeni", "czekaja", "zakonczone"])
def test_a_longer_list_asks_as_many_questions(
    head: Client,
    staff: str,
    school: Institution,
    dorota: User,
    shown: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def fill(first: int, last: int) -> None:
        for n in range(first, last):
            make_user(f"pracuje{n}", Role.TEACHER, institution=school)
            make_invitation(school, dorota, email=f"z{n}@example.org")
            make_join_request(school, f"c{n}@example.org")
            deactivate_person(make_user(f"odszedl{n}", institution=school))

    fill(0, 1)
    head.get(staff)
    with django_assert_max_num_queries(12) as few:
        head.get(f"{staff}?pokaz={shown}")
    fill(1, 20)
    with django_assert_max_num_queries(len(few)):
        head.get(f"{staff}?pokaz={shown}")


def test_an_invitation_is_sent_again_and_taken_back_from_the_list(
    head: Client, staff: str, school: Institution, dorota: User
) -> None:
    invitation = make_invitation(school, dorota)
    earlier = timezone.now() - timedelta(hours=1)
    Invitation.objects.update(mailed_at=earlier)
    address = f"{staff}zaproszenia/{invitation.pk}/"

    sent = head.post(f"{address}ponow/", follow=True).content.decode()
    twice = head.post(f"{address}ponow/", follow=True).content.decode()
    withdrawn = head.post(f"{address}wycofaj/", follow=True).content.decode()
    again = head.post(f"{address}wycofaj/", follow=True).content.decode()

    assert "nowy link" in sent
    assert "przed chwilą" in twice
    assert "jest wycofane" in withdrawn
    assert "nie jest już aktualne" in again


def test_an_invitation_of_another_school_is_not_there(
    head: Client, staff: str, other_school: Institution, dorota: User
) -> None:
    foreign = make_invitation(other_school, dorota)

    assert head.post(f"{staff}zaproszenia/{foreign.pk}/wycofaj/").status_code == 404


def test_a_role_is_changed_within_the_school(
    head: Client, staff: str, maria: User, school: Institution
) -> None:
    grant_role(maria, role=Role.TEACHER)  # one more, without a place
    address = f"{staff}{maria.pk}/rola/"

    assert "checked" in text_of(head, address)
    head.post(address, {"role": "specialist"})

    maria.forget_rights()
    assert maria.held_roles == ((Role.SPECIALIST, school.pk),)


@pytest.mark.parametrize("role", ["head", "moderator", "administrator", "", "\0"])
def test_no_other_role_can_be_given(
    head: Client, staff: str, maria: User, role: str
) -> None:
    head.post(f"{staff}{maria.pk}/rola/", {"role": role})

    maria.forget_rights()
    assert maria.current_roles == {Role.TEACHER}


def test_rights_ask_for_a_fresh_sign_in(head: Client, staff: str, maria: User) -> None:
    session = head.session
    session[SIGNED_IN_AT] = 1
    session["seen_at"] = timezone.now().timestamp()
    session.save()

    for page in ("opieka/", f"{maria.pk}/rola/"):
        answer = head.get(f"{staff}{page}")
        assert answer.status_code == 302


def test_an_ended_account_is_opened_again_with_a_role(
    head: Client,
    staff: str,
    maria: User,
    school: Institution,
    mailoutbox: list[EmailMessage],
    run_jobs: RunJobs,
) -> None:
    end_role(maria, role=Role.TEACHER, institution=school)
    deactivate_person(maria)
    address = f"{staff}{maria.pk}/przywroc/"

    head.post(address, {"role": "teacher"})
    again = head.post(address, {"role": "teacher"}, follow=True)
    run_jobs()

    maria.refresh_from_db()
    maria.forget_rights()
    assert maria.is_active
    assert maria.has_role(Role.TEACHER)
    assert "To konto działa" in again.content.decode()
    assert [mail.to for mail in mailoutbox] == [[maria.email]]
    assert AuditEntry.objects.filter(verb="person.restored", subject=maria).exists()


def test_the_head_delegates_until_a_day_and_ends_it(
    head: Client, staff: str, maria: User, school: Institution
) -> None:
    last = timezone.localdate() + timedelta(days=30)
    head.post(f"{staff}opieka/", {"person": maria.pk, "ends_on": last.isoformat()})

    held = maria.role_assignments.get(role=Role.SCHOOL_IT)
    assert (held.institution, held.ends_on) == (school, last)
    assert signed_in(maria).get(staff).status_code == 200

    head.post(f"{staff}opieka/{held.pk}/zakoncz/")
    again = head.post(f"{staff}opieka/{held.pk}/zakoncz/", follow=True)

    assert signed_in(maria).get(staff).status_code == 403
    assert again.status_code in {200, 404}


@pytest.mark.parametrize("ends_on", ["2020-01-01", "dziś", "9999999999"])
def test_a_day_that_makes_no_sense_is_refused(
    head: Client, staff: str, maria: User, ends_on: str
) -> None:
    answer = head.post(f"{staff}opieka/", {"person": maria.pk, "ends_on": ends_on})

    assert "error-summary" in answer.content.decode()
    assert not maria.has_role(Role.SCHOOL_IT)


def test_nobody_from_elsewhere_is_asked_to_help(
    head: Client, staff: str, oskar: User, dorota: User
) -> None:
    for person in (oskar, dorota):
        head.post(f"{staff}opieka/", {"person": person.pk})
        assert not person.has_role(Role.SCHOOL_IT)


def test_it_invites_but_grants_no_rights_and_reaches_no_head(
    ignacy: User, staff: str, maria: User, dorota: User
) -> None:
    it = signed_in(ignacy)

    assert it.get(staff).status_code == 200
    assert it.get(f"{staff}dodaj/").status_code == 200
    assert it.get(f"{staff}opieka/").status_code == 403
    assert it.post(f"{staff}opieka/", {"person": maria.pk}).status_code == 403
    assert it.get(f"{staff}{maria.pk}/rola/").status_code == 403
    assert it.get(f"{staff}{dorota.pk}/przywroc/").status_code == 403
    assert "opieka/" not in text_of(it, staff)


def test_people_of_another_school_are_not_there(
    head: Client, staff: str, oskar: User
) -> None:
    assert head.get(f"{staff}{oskar.pk}/rola/").status_code == 404
    assert head.get(f"{staff}{oskar.pk}/przywroc/").status_code == 404


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_list_goes_as_a_file_and_that_is_written_down(
    head: Client,
    staff: str,
    extension: str,
    maria: User,
    school: Institution,
    dorota: User,
) -> None:
    make_invitation(school, dorota)

    answer = head.get(f"{staff}osoby.{extension}")

    assert "attachment" in answer.headers["Content-Disposition"]
    if extension == "csv":
        text = answer.content.decode("utf-8-sig")
        assert "Brzozowska;Maria;maria@example.org;nauczanie;pracuje" in text
        assert "Lis;Zofia" in text
    assert AuditEntry.objects.filter(verb="table.downloaded").exists()


def test_the_institution_page_and_the_desk_lead_there(
    head: Client, staff: str, school: Institution, maria: User
) -> None:
    assert staff in head.get("/").content.decode()
    assert staff in head.get(f"/placowki/{school.slug}/").content.decode()
    other = signed_in(maria)
    assert staff not in other.get("/").content.decode()
    assert staff not in other.get(f"/placowki/{school.slug}/").content.decode()
