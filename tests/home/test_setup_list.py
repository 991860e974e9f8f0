from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, AuditVerb, Municipality, User
from accounts.models.municipality import check_terc, check_terc_of_gmina
from accounts.roles import Role
from home.actions.setup import confirm_step, reopen_step, skip_step
from home.models import DataController, SetupMark, SetupStep
from home.setup.progress import StepState, progress_of, status_of
from tests.factories.accounts import make_user, protect

pytestmark = pytest.mark.django_db
GMINA = {"name": "Gmina Olszyna", "terc": "0204011", "website": ""}


@pytest.fixture
def adam() -> User:
    user = make_user("adam", Role.ADMINISTRATOR)
    protect(user)
    return user


@pytest.fixture
def as_adam(client: Client, adam: User) -> Client:
    client.force_login(adam)
    return client


def state_of(adam: User, step: SetupStep) -> StepState:
    return status_of(adam, step).state


def test_an_empty_site_has_everything_to_do(as_adam: Client, adam: User) -> None:
    page = as_adam.get("/wdrozenie/").content.decode()

    assert progress_of(adam).settled == 0
    assert "Gotowe: 0 z" in page
    assert "Do zrobienia" in page


def test_nobody_but_the_administrator_opens_it(client: Client, maria: User) -> None:
    client.force_login(maria)

    assert client.get("/wdrozenie/").status_code == 403
    assert client.get("/wdrozenie/gmina/").status_code == 403


def test_the_gmina_names_every_page(
    as_adam: Client, adam: User, django_capture_on_commit_callbacks: object
) -> None:
    assert "Olszyna" not in as_adam.get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        as_adam.post("/wdrozenie/gmina/", GMINA)

    assert Municipality.load().terc == "0204011"
    assert "Gmina Olszyna" in as_adam.get("/pomoc/").content.decode()
    assert state_of(adam, SetupStep.MUNICIPALITY) is StepState.DONE
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.actor) == (AuditVerb.SETTINGS_CHANGED, adam)


def test_a_refused_gmina_keeps_what_was_typed(as_adam: Client) -> None:
    page = as_adam.post("/wdrozenie/gmina/", {**GMINA, "terc": "204011"})

    text = page.content.decode()
    assert "zgubił zero na początku: 0204011?" in text
    assert 'value="Gmina Olszyna"' in text
    assert not Municipality.objects.exists()


@pytest.mark.parametrize(
    "code", ["", "204011", "02040111", "020401a", "0204010", "0204014", "٠٢٠٤٠١١"]
)
def test_what_is_no_code_of_a_gmina_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        check_terc_of_gmina(code)


def test_a_part_of_a_gmina_has_a_code_as_well() -> None:
    check_terc("0204014")


def test_the_controller_is_that_of_the_privacy_page(
    as_adam: Client, adam: User
) -> None:
    values = {
        "name": "Burmistrz Olszyny",
        "address": "Rynek 1, Olszyna",
        "email": "urzad@olszyna.example",
        "officer_email": "iod@olszyna.example",
    }

    as_adam.post("/wdrozenie/administrator-danych/", values)

    assert DataController.load().name == "Burmistrz Olszyny"
    assert "Burmistrz Olszyny" in as_adam.get("/prywatnosc/").content.decode()
    assert state_of(adam, SetupStep.CONTROLLER) is StepState.DONE


def test_a_step_is_skipped_with_a_reason_and_taken_up_again(
    as_adam: Client, adam: User
) -> None:
    refused = as_adam.post("/wdrozenie/kopie/pomin/", {"reason": " "})
    as_adam.post("/wdrozenie/kopie/pomin/", {"reason": "Robi to powiat."})

    assert refused.status_code == 200
    assert state_of(adam, SetupStep.BACKUP) is StepState.SKIPPED
    assert "Pominięte: Robi to powiat." in as_adam.get("/wdrozenie/").content.decode()

    as_adam.post("/wdrozenie/kopie/wroc/")

    assert state_of(adam, SetupStep.BACKUP) is StepState.TO_DO


def test_only_what_no_query_sees_is_taken_on_trust(as_adam: Client) -> None:
    assert as_adam.post("/wdrozenie/gmina/zrobione/").status_code == 404
    assert as_adam.post("/wdrozenie/kopie/zrobione/").status_code == 302


def test_copies_are_asked_about_again_after_ninety_days(
    as_adam: Client, adam: User
) -> None:
    confirm_step(SetupStep.BACKUP, by=adam)
    assert state_of(adam, SetupStep.BACKUP) is StepState.DONE

    SetupMark.objects.update(marked_at=timezone.now() - timedelta(days=91))

    assert state_of(adam, SetupStep.BACKUP) is StepState.TO_DO
    assert "ostatnio potwierdzone" in as_adam.get("/wdrozenie/").content.decode()


def test_every_mark_is_written_down(adam: User) -> None:
    skip_step(SetupStep.MAIL, reason="Nie mamy serwera poczty.", by=adam)
    reopen_step(SetupStep.MAIL, by=adam)
    reopen_step(SetupStep.MAIL, by=adam)

    marked = AuditEntry.objects.filter(verb=AuditVerb.SETUP_MARKED)
    assert [entry.detail for entry in marked] == [
        "poczta: -",
        "poczta: skipped Nie mamy serwera poczty.",
    ]


def test_the_desk_leads_to_the_list_until_it_is_done(
    as_adam: Client, adam: User
) -> None:
    assert "Otwórz listę wdrożenia" in as_adam.get("/").content.decode()

    for step in SetupStep:
        skip_step(step, reason="Nie dotyczy.", by=adam)

    assert "Otwórz listę wdrożenia" not in as_adam.get("/").content.decode()


def test_a_guest_of_an_empty_site_sees_a_decent_page(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Nie ma jeszcze" in page
    assert "header__gmina" not in page
