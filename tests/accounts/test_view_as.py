"""Looking as somebody else: read-only, short, with a reason, told, and written down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.utils import timezone

from accounts.actions.roles import end_role
from accounts.actions.viewing import begin_viewing
from accounts.exceptions import NotAllowed
from accounts.models import AuditEntry, AuditVerb, User, Viewing
from accounts.roles import Role
from accounts.tasks import end_viewings
from bank.models import AuthorState, Visibility
from network.models import PostDraft, TopicRead
from notifications.models import Notification
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan
from tests.factories.network import make_network, make_topic

REASON = "Pani Maria nie widzi scenariusza."


@pytest.fixture
def adam(db: None) -> User:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    return adam


@pytest.fixture
def looking(client: Client, adam: User, maria: User) -> Client:
    """Adam's browser, in which he looks as maria."""
    client.force_login(adam)
    client.post(f"/podglad-jako/{maria.pk}/", {"reason": REASON})
    return client


def _rows() -> list[str]:
    kept = [
        Notification.objects.order_by("pk"),
        TopicRead.objects.order_by("pk"),
        PostDraft.objects.order_by("pk"),
        AuditEntry.objects.order_by("pk"),
        User.objects.order_by("pk"),
    ]
    return [serialize("json", rows) for rows in kept]


def test_the_site_is_as_the_person_sees_it_with_a_bar(
    looking: Client, maria: User
) -> None:
    plan = make_lesson_plan(
        make_user("ewa", Role.TEACHER),
        visibility=Visibility.INSTITUTION,
        institution=maria.institution,
    )

    page = looking.get(plan.get_absolute_url())

    assert page.status_code == 200
    assert "Oglądasz jako <strong>Maria Brzozowska</strong>" in page.content.decode()
    assert looking.get("/dziennik/").status_code == 403


def test_beginning_and_end_are_in_the_log_under_the_real_name(
    looking: Client, adam: User, maria: User
) -> None:
    looking.post("/podglad-jako/koniec/")

    entries = AuditEntry.objects.filter(verb__startswith="view_as.").order_by("number")
    assert [(e.verb, e.actor_id, e.subject_id) for e in entries] == [
        (AuditVerb.VIEW_AS_STARTED, adam.pk, maria.pk),
        (AuditVerb.VIEW_AS_ENDED, adam.pk, maria.pk),
    ]
    assert entries[0].detail == REASON


def test_the_person_is_told_why(
    looking: Client, maria: User, run_jobs: Callable[[], None]
) -> None:
    run_jobs()

    assert Notification.objects.get(kind="account.viewed").user_id == maria.pk
    own = Client()
    own.force_login(maria)
    assert REASON in own.get("/powiadomienia/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/bank/nowy/", "/motyw/", "/sieci/nowa/", "/konto/imie-i-nazwisko/", "/szukaj/"],
)
def test_nothing_can_be_sent(looking: Client, address: str) -> None:
    response = looking.post(address, {"kind": "lesson_plan", "title": "x"})

    assert response.status_code == 403
    assert "Nie podczas podglądu" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/konto/", "/konto/2fa/", "/cms/", "/powiadomienia/", "/bank/moje/", "/osoby/1/"],
)
def test_what_is_private_or_leads_to_power_stays_shut(
    looking: Client, address: str
) -> None:
    assert looking.get(address).status_code in {403, 404}


def test_reading_leaves_no_trace(looking: Client, maria: User, karol: User) -> None:
    make_lesson_plan(karol)
    before = _rows()

    for address in ["/", "/bank/", "/sieci/", "/szukaj/?q=lekcja", "/aktualnosci/"]:
        looking.get(address)

    assert _rows() == before


def test_a_write_of_a_page_that_is_read_is_undone(
    looking: Client, maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_on_the_way(*_args: object) -> list[str]:
        User.objects.filter(pk=maria.pk).update(first_name="Zmieniona")
        return []

    monkeypatch.setattr("home.context_processors.footer_links", write_on_the_way)
    looking.get("/bank/")

    maria.refresh_from_db()
    assert maria.first_name == "Maria"


def test_drafts_and_the_inside_of_networks_stay_private(
    looking: Client, maria: User, karol: User
) -> None:
    network = make_network(maria, coordinator=karol)
    topic = make_topic(karol, network=network, title="Tylko dla nas")
    draft = make_lesson_plan(maria, title="Mój szkic", state=AuthorState.DRAFT)
    own = make_lesson_plan(maria, title="Tylko dla mnie", visibility=Visibility.AUTHOR)

    desk = looking.get("/").content.decode()

    assert looking.get(topic.get_absolute_url()).status_code == 404
    assert looking.get(draft.get_absolute_url()).status_code == 404
    assert looking.get(own.get_absolute_url()).status_code == 404
    assert "Tylko dla nas" not in desk
    assert "Mój szkic" not in desk


def test_nothing_can_be_downloaded(adam: User, client: Client) -> None:
    urszula = make_user("urszula", Role.OFFICE)
    client.force_login(adam)
    client.post(f"/podglad-jako/{urszula.pk}/", {"reason": REASON})
    before = AuditEntry.objects.count()

    response = client.get("/osoby/osoby.csv")

    assert response.status_code == 403
    assert "Content-Disposition" not in response
    assert AuditEntry.objects.count() == before


def test_leaving_makes_one_oneself_again(looking: Client, adam: User) -> None:
    looking.post("/podglad-jako/koniec/")

    page = looking.get("/dziennik/").content.decode()

    assert "Oglądasz jako" not in page
    assert looking.post("/podglad-jako/koniec/").status_code == 302


def test_signing_out_works_and_ends_it_for_good(looking: Client) -> None:
    looking.post("/konto/logout/")

    assert looking.get("/konto/").status_code == 302
    assert "viewing" not in looking.session


def test_it_ends_by_itself_after_a_quarter(looking: Client, adam: User) -> None:
    long_ago = timezone.now() - timedelta(minutes=16)
    Viewing.objects.update(started_at=long_ago)

    response = looking.get("/bank/", follow=True)

    assert "Oglądasz jako" not in response.content.decode()
    assert Viewing.objects.get().ended_at is not None
    assert AuditEntry.objects.filter(verb=AuditVerb.VIEW_AS_ENDED).count() == 1


def test_an_end_that_nobody_waited_for_is_written_down_once(looking: Client) -> None:
    Viewing.objects.update(started_at=timezone.now() - timedelta(minutes=16))

    end_viewings()
    end_viewings()

    assert AuditEntry.objects.filter(verb=AuditVerb.VIEW_AS_ENDED).count() == 1


def test_who_is_an_administrator_no_more_looks_no_more(
    looking: Client, adam: User
) -> None:
    end_role(adam, role=Role.ADMINISTRATOR)
    adam.refresh_from_db()
    looking.force_login(adam)
    restored = looking.session
    restored["viewing"] = Viewing.objects.get().pk
    restored.save()

    response = looking.get("/bank/", follow=True)

    assert "Oglądasz jako" not in response.content.decode()


def test_nobody_looks_as_an_administrator_or_without_a_reason(
    client: Client, adam: User, maria: User
) -> None:
    other = make_user("anna", Role.ADMINISTRATOR)
    client.force_login(adam)

    assert client.get(f"/podglad-jako/{other.pk}/").status_code == 403
    assert client.get(f"/podglad-jako/{adam.pk}/").status_code == 404
    refused = client.post(f"/podglad-jako/{maria.pk}/", {"reason": "bo"})
    assert "reason" in refused.context["form"].errors
    with pytest.raises(NotAllowed):
        begin_viewing(other, by=adam, reason=REASON)


def test_only_an_administrator_looks(maria: User, karol: User) -> None:
    urszula = make_user("urszula", Role.OFFICE)

    with pytest.raises(NotAllowed):
        begin_viewing(maria, by=urszula, reason=REASON)


def test_the_right_one_is_found_by_name(
    client: Client, adam: User, maria: User
) -> None:
    client.force_login(adam)

    page = client.get("/podglad-jako/?kto=mar").content.decode()

    assert f"/podglad-jako/{maria.pk}/" in page
