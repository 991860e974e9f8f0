"""The page of the log: who reads what of it, finding, and taking it away."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.audit import check_chain, record
from accounts.models import AuditEntry, AuditVerb, Institution, User
from accounts.roles import Role
from accounts.tasks import trim_audit
from tests.factories.accounts import PASSWORD, code_for, make_user, protect

LOG = "/dziennik/"


@pytest.fixture
def adam(db: None) -> User:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    return adam


@pytest.fixture
def urszula(db: None) -> User:
    urszula = make_user("urszula", Role.OFFICE)
    protect(urszula)
    return urszula


def _read(client: Client, person: User, query: str = "") -> str:
    client.force_login(person)
    return client.get(f"{LOG}{query}").content.decode()


def test_an_administrator_reads_everything(
    client: Client, adam: User, maria: User
) -> None:
    record(AuditVerb.SIGNED_IN, actor=maria, subject=maria)

    page = _read(client, adam)

    assert "Maria Brzozowska" in page
    assert "Zalogowanie" in page


def test_the_office_reads_of_people_but_not_who_signed_in(
    client: Client, urszula: User, maria: User
) -> None:
    record(AuditVerb.SIGNED_IN, actor=maria, subject=maria, detail="znakwejscia")

    page = _read(client, urszula)

    assert "Maria Brzozowska" in page
    assert "znakwejscia" not in page


def test_nobody_else_reads_it(maria: User, dorota: User) -> None:
    assert not AuditEntry.objects.visible_to(maria).exists()
    assert not AuditEntry.objects.visible_to(dorota).exists()


def test_the_log_is_found_by_person_verb_place_and_day(
    client: Client, adam: User, maria: User, oskar: User, school: Institution
) -> None:
    today = timezone.localdate().isoformat()
    everything = {
        "kto": "maria",
        "co": AuditVerb.ROLE_GRANTED.value,
        "placowka": str(school.pk),
        "od": today,
        "do": today,
    }
    client.force_login(adam)

    page = client.get(LOG, everything).content.decode()

    assert "1 wpis" in page
    assert "Oskar" not in page


def test_one_persons_entries_are_found_by_key(
    client: Client, adam: User, maria: User, oskar: User
) -> None:
    page = _read(client, adam, f"?osoba={oskar.pk}")

    assert "Oskar Brzozowski" in page
    assert "Maria Brzozowska" not in page


def test_a_filter_without_sense_narrows_nothing_and_says_so(
    client: Client, adam: User
) -> None:
    page = _read(client, adam, "?od=jutro&placowka=999999999999999999999&co=nic")

    assert "2 wpisy" in page
    assert "field__error" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_taking_the_log_away_is_an_entry_too(
    client: Client, adam: User, maria: User, kind: str
) -> None:
    client.force_login(adam)

    response = client.get(f"{LOG}dziennik.{kind}?kto=maria")

    assert response.status_code == 200
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.verb == AuditVerb.TABLE_DOWNLOADED
    assert entry.actor_id == adam.pk
    assert "kto=maria" in entry.detail


def test_the_file_holds_only_what_its_reader_may_read(
    client: Client, urszula: User, maria: User
) -> None:
    record(AuditVerb.SIGNED_IN, actor=maria, subject=maria, detail="znakwejscia")
    client.force_login(urszula)

    text = client.get(f"{LOG}dziennik.csv").content.decode("utf-8-sig")

    assert "Maria Brzozowska" in text
    assert "znakwejscia" not in text


def test_a_page_costs_the_same_at_one_and_many_entries(
    client: Client, adam: User
) -> None:
    client.force_login(adam)
    client.get(LOG)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LOG)
    for number in range(30):
        record(AuditVerb.ROLE_GRANTED, actor=adam, subject=adam, detail=str(number))

    with CaptureQueriesContext(connection) as many:
        client.get(LOG)

    assert len(few) == len(many) <= 12


def test_coming_in_is_written_down(client: Client, maria: User) -> None:
    client.post("/konto/login/", {"login": maria.email, "password": PASSWORD})

    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.actor_id) == (AuditVerb.SIGNED_IN, maria.pk)


def test_a_wrong_code_of_the_second_step_is_written_down(
    client: Client, adam: User
) -> None:
    client.post("/konto/login/", {"login": adam.email, "password": PASSWORD})
    client.post("/konto/2fa/authenticate/", {"code": "000000"})

    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.subject_id) == (
        AuditVerb.SECOND_FACTOR_FAILED,
        adam.pk,
    )


def test_the_second_step_done_is_one_entry(client: Client, db: None) -> None:
    renata = make_user("renata", Role.MODERATOR)
    secret = protect(renata)
    client.post("/konto/login/", {"login": renata.email, "password": PASSWORD})

    client.post("/konto/2fa/authenticate/", {"code": code_for(secret)})

    came_in = AuditEntry.objects.filter(verb=AuditVerb.SIGNED_IN)
    assert came_in.count() == 1


def test_the_daily_job_keeps_the_chain_in_order(maria: User) -> None:
    trim_audit()

    assert check_chain().broken_at is None
