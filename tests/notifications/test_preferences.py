from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from notifications.kinds import Channel, Frequency, Kind, all_kinds, register
from notifications.models import Preference
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
SETTINGS = "/powiadomienia/ustawienia/"


def held(user: User) -> dict[str, dict[str, str]]:
    return Preference.objects.of_person(user, all_kinds())


@pytest.fixture
def chooser(client: Client, world: World, maria: User) -> Client:
    client.force_login(maria)
    return client


def test_guest_is_sent_to_sign_in(client: Client, world: World) -> None:
    assert client.get(SETTINGS).status_code == 302


def test_every_kind_and_channel_has_a_labelled_tick(chooser: Client) -> None:
    html = chooser.get(SETTINGS).content.decode()

    assert html.count('type="checkbox"') == 4
    assert html.count(" checked") == 4
    assert "Label of t.posted: e-mailem" in html


def test_ticks_are_kept_and_the_untouched_follow_defaults(
    chooser: Client, maria: User
) -> None:
    response = chooser.post(
        SETTINGS,
        {"in_app-t.posted": "on", "in_app-t.decided": "on", "email-t.decided": "on"},
        follow=True,
    )

    assert "Ustawienia powiadomień są zapisane" in response.content.decode()
    assert held(maria)["t.posted"] == {"in_app": "now", "email": "never"}
    assert Preference.objects.count() == 1


def test_mind_can_be_changed_again(chooser: Client, maria: User) -> None:
    everything = {
        f"{channel}-{kind.key}": "on" for kind in all_kinds() for channel in Channel
    }
    chooser.post(SETTINGS, {})
    chooser.post(SETTINGS, everything)

    assert {row.frequency for row in Preference.objects.all()} == {Frequency.NOW}


def test_unknown_kinds_in_the_form_are_ignored(chooser: Client, maria: User) -> None:
    chooser.post(SETTINGS, {"email-no.such": "on", "in_app-\x00": "on"})

    assert not Preference.objects.exclude(kind__in=held(maria)).exists()


def test_what_cannot_happen_to_somebody_is_left_out(
    chooser: Client, world: World, maria: User
) -> None:
    register(
        Kind(
            "t.duty",
            "For moderators",
            "Bank",
            "tested",
            world.resolve,
            concerns=lambda user: user.has_role(Role.MODERATOR),
        )
    )
    shown = chooser.get(SETTINGS).content.decode()
    chooser.post(SETTINGS, {"email-t.duty": "on"})

    assert "For moderators" not in shown
    assert not Preference.objects.filter(kind="t.duty").exists()


def test_settings_of_others_are_untouched(
    chooser: Client, oskar: User, run_jobs: Callable[[], None]
) -> None:
    chooser.post(SETTINGS, {})

    assert held(oskar)["t.posted"] == {"in_app": "now", "email": "now"}
