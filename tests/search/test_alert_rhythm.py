"""When and how alerts come: in the bell, by mail, at once or gathered."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from bank.models import Material, Visibility
from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions import (
    change_saved,
    forget_saved,
    pause,
    resume,
)
from tests.search.alerting import Publish, heard, look, mail_to, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def test_hidden_before_the_mail_goes_no_mail_goes(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    save(oskar)
    plan = publish()
    look()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)
    run_jobs()

    assert mail_to(oskar) == []
    assert heard(oskar) == []


def test_mail_names_search_and_things_and_can_be_stopped(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    save(oskar, name="Ułamki tajne")
    publish("Ułamki na pizzy")
    publish("Ułamki z klocków")
    look()

    run_jobs()

    [message] = mail_to(oskar)
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert message.subject == "2 nowe wyniki Twojego zapisanego wyszukiwania"
    assert "2 nowe wyniki wyszukiwania „Ułamki tajne”" in message.body
    assert "- Ułamki na pizzy (scenariusz zajęć)" in message.body
    assert "<li>Ułamki z klocków (scenariusz zajęć)</li>" in html
    assert "zapisane wyszukiwanie" in message.body.split("Dlaczego")[1]
    assert "One-Click" in message.extra_headers["List-Unsubscribe-Post"]


def test_searches_of_one_person_come_in_one_mail(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    save(oskar, "ułamki", name="Pierwsze")
    save(oskar, "pizza", name="Drugie")
    publish("Ułamki na pizzy")
    look()

    run_jobs()

    [message] = mail_to(oskar)
    assert "„Pierwsze”" in message.body
    assert "„Drugie”" in message.body


@pytest.mark.parametrize("cadence", [Frequency.DAILY, Frequency.WEEKLY])
def test_slow_rhythms_wait_and_gather(
    oskar: User, publish: Publish, cadence: Frequency
) -> None:
    saved = save(oskar, cadence=cadence)
    assert saved.due_at

    publish("Ułamki na pizzy")
    look()
    publish("Ułamki z klocków")
    look()
    before = heard(oskar)
    look(saved.due_at + timedelta(seconds=1))

    [entry] = heard(oskar)
    assert before == []
    assert entry.shown.count == 2
    old = saved.due_at
    saved.refresh_from_db()
    assert saved.due_at is not None
    assert saved.due_at > old


def test_quiet_day_waits_for_the_next_morning(oskar: User, publish: Publish) -> None:
    saved = save(oskar, cadence=Frequency.DAILY)
    assert saved.due_at
    morning = saved.due_at + timedelta(seconds=1)
    look(morning)

    publish()
    look(morning + timedelta(hours=5))

    assert heard(oskar) == []


def test_never_and_paused_hear_nothing_and_do_not_catch_up(
    oskar: User, publish: Publish
) -> None:
    never = save(oskar, "ułamki", cadence=Frequency.NEVER)
    paused = save(oskar, "pizza")
    pause(paused)

    publish("Ułamki na pizzy")
    look()
    resume(paused)
    change_saved(never, name="Moje", cadence=Frequency.NOW)
    look()
    nothing = heard(oskar)
    publish("Ułamki i pizza")
    look()

    assert nothing == []
    assert len(heard(oskar)) == 2


def test_whoever_left_hears_nothing(oskar: User, publish: Publish) -> None:
    saved = save(oskar)
    User.objects.filter(pk=oskar.pk).update(is_active=False)

    publish()
    look()

    assert not saved.alerts.exists()


@pytest.mark.parametrize("cadence", [Frequency.DAILY, Frequency.WEEKLY])
def test_clock_that_was_wrong_for_a_moment_silences_nobody(
    oskar: User, publish: Publish, cadence: Frequency
) -> None:
    save(oskar, cadence=cadence)
    look(timezone.now() + timedelta(days=400))

    publish()
    look(timezone.now() + timedelta(days=8))

    assert len(heard(oskar)) == 1


def test_centre_shows_the_alert(client: Client, oskar: User, publish: Publish) -> None:
    save(oskar, name="Ułamki <b>")
    publish()
    look()
    client.force_login(oskar)

    page = client.get("/powiadomienia/").content.decode()

    assert "Nowy wynik wyszukiwania „Ułamki &lt;b&gt;”" in page
    assert "<li>Ułamki na pizzy (scenariusz zajęć)</li>" in page


def test_bell_does_not_count_what_a_deleted_search_told(
    oskar: User, publish: Publish
) -> None:
    deleted, kept = save(oskar, "ułamki"), save(oskar, "pizza")
    publish("Ułamki na pizzy")
    look()

    forget_saved(deleted)

    unread = Notification.objects.visible_to(oskar).unread()
    assert [each.target for each in unread] == [str(kept.alerts.get().pk)]
