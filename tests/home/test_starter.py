from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import AuditEntry, AuditVerb, User
from accounts.roles import Role
from bank.actions import starter as starting
from bank.actions.published import correct, feature
from bank.models import Material, MaterialEvent
from bank.models.imported import ImportedMaterial
from home import starter
from home.models import SetupStep
from home.setup.progress import status_of
from home.starter import load_starter, starter_tables, take_starter_out
from tests.factories.accounts import make_user, protect
from tests.factories.network import make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only three of the starter materials: enough to tell, quick to load."""
    chosen = starter_tables()[:3]
    monkeypatch.setattr(starter, "starter_tables", lambda: chosen)


@pytest.mark.usefixtures("few")
def test_they_are_published_found_and_say_what_they_are(
    client: Client, maria: User
) -> None:
    assert load_starter(by=None) == 3

    client.force_login(maria)
    material = Material.objects.starter().get(title__startswith="Ułamki na pizzy")
    assert material.live
    assert material.attachments.count() == 2
    assert (
        "Materiał startowy" in client.get(material.get_absolute_url()).content.decode()
    )
    assert "Materiał startowy" in client.get("/bank/").content.decode()
    assert "Zespół Banku Wiedzy" in client.get("/bank/").content.decode()


@pytest.mark.usefixtures("few")
def test_nobody_can_sign_in_as_their_author() -> None:
    load_starter(by=None)

    author = User.objects.get(email=starting.STARTER_ADDRESS)
    assert not author.is_active
    assert not author.has_usable_password()
    assert not User.objects.active().exists()


@pytest.mark.usefixtures("few")
def test_a_second_load_puts_in_nothing_twice() -> None:
    load_starter(by=None)

    assert load_starter(by=None) == 0
    assert Material.objects.count() == 3


@pytest.mark.usefixtures("few")
def test_a_load_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = starting.add_starter, []

    def stop_at_second(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(starter, "add_starter", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        load_starter(by=None)
    assert Material.objects.count() == 1

    monkeypatch.setattr(starter, "add_starter", real)
    assert load_starter(by=None) == 2


@pytest.mark.usefixtures("few")
def test_removing_spares_what_somebody_changed_or_used(
    maria: User, karol: User, renata: User
) -> None:
    load_starter(by=None)
    changed, linked, untouched = Material.objects.starter().order_by("pk")
    correct(changed.specific, by=renata, data={"summary": "Krócej."}, base_version=1)
    make_post(make_topic(maria, karol), text=f"Zobacz /bank/{linked.pk}-cos/")

    removed = take_starter_out(by=None)

    assert removed.count == 1
    assert {kept.material: kept.reason for kept in removed.kept} == {
        changed: "zmieniony na miejscu",
        linked: "prowadzi do niego wątek w sieci",
    }
    assert not Material.objects.filter(pk=untouched.pk).exists()
    assert ImportedMaterial.objects.count() == 2


@pytest.mark.usefixtures("few")
def test_what_a_moderator_recommends_stays(renata: User) -> None:
    load_starter(by=None)
    chosen = Material.objects.starter().earliest("pk")
    feature(chosen.specific, by=renata)

    removed = take_starter_out(by=None)

    assert [kept.material for kept in removed.kept] == [chosen]


@pytest.mark.usefixtures("few")
def test_the_administrator_does_both_on_the_screen(
    client: Client, run_jobs: Callable[[], None]
) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    client.force_login(adam)

    client.post("/wdrozenie/starter/wczytaj/")
    client.post("/wdrozenie/starter/wczytaj/")
    run_jobs()

    assert Material.objects.starter().count() == 3
    assert status_of(adam, SetupStep.STARTER).is_done
    assert MaterialEvent.objects.earliest("pk").actor == adam
    page = client.post("/wdrozenie/starter/usun/", follow=True)
    assert "Usunięto 3 materiały startowe." in page.content.decode()
    assert not Material.objects.exists()
    details = AuditEntry.objects.filter(verb=AuditVerb.STARTER_CHANGED)
    assert [entry.detail for entry in details] == ["-3", "+3"]


@pytest.mark.usefixtures("few")
def test_the_command_does_both_and_says_what_stayed(renata: User) -> None:
    out = StringIO()
    call_command("starter", stdout=out)
    feature(Material.objects.starter().earliest("pk").specific, by=renata)

    call_command("starter", "--remove", stdout=out)

    assert "starter: +3" in out.getvalue()
    assert "starter: -2" in out.getvalue()
    assert "polecony przez moderatora" in out.getvalue()


def test_the_tables_name_nothing_of_the_invented_gmina() -> None:
    text = str([{**table, "institution": ""} for table in starter_tables()])

    assert "Brzezin" not in text
    assert len(starter_tables()) >= 8
