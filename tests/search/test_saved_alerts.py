"""What alerts of saved searches tell of: what is new to a person, and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Institution, User
from bank.models import Material, Visibility
from search.actions import (
    record_change,
)
from search.actions.arrivals import note_arrivals
from search.criteria import Criteria
from search.indexer import catch_up
from search.models import Alert, Arrival, ArrivalLog
from search.sources import Document, source
from tests.factories.bank import make_lesson_plan
from tests.search.alerting import Publish, heard, look, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def test_what_is_new_is_told_with_its_name_and_kind(
    oskar: User, publish: Publish
) -> None:
    saved = save(oskar, name="Ułamki na piątkę")

    publish("Ułamki na pizzy")
    look()

    [entry] = heard(oskar)
    assert entry.line == "Nowy wynik wyszukiwania „Ułamki na piątkę”"
    assert entry.shown.lines == ("Ułamki na pizzy (scenariusz zajęć)",)
    assert entry.shown.url == "/szukaj/?q=u%C5%82amki&sort=najnowsze"
    saved.refresh_from_db()
    assert saved.alerted_at


def test_old_things_are_not_told(oskar: User, publish: Publish) -> None:
    publish()
    save(oskar)

    publish("Mnożenie")
    look()

    assert heard(oskar) == []
    assert not Alert.objects.exists()


def test_edited_thing_is_not_news(oskar: User, publish: Publish) -> None:
    plan = publish("Mnożenie")
    save(oskar)

    Material.objects.filter(pk=plan.pk).update(title="Ułamki")
    record_change("material", plan.pk)
    catch_up()
    look()

    assert heard(oskar) == []


def test_thing_older_than_the_log_is_not_news_when_edited(
    oskar: User, maria: User
) -> None:
    plan = make_lesson_plan(maria, title="Ułamki")
    long_ago = timezone.now() - timedelta(days=40)
    Material.objects.filter(pk=plan.pk).update(first_published_at=long_ago)
    save(oskar)

    record_change("material", plan.pk)
    catch_up()
    look()

    assert heard(oskar) == []


def test_own_thing_is_not_told(maria: User, publish: Publish) -> None:
    save(maria)

    publish()
    look()

    assert heard(maria) == []


def test_every_word_must_be_there(oskar: User, publish: Publish) -> None:
    save(oskar, "ułamki czekolada")

    publish("Ułamki na pizzy")
    publish("Ułamek czekolady")
    look()

    [entry] = heard(oskar)
    assert entry.shown.lines == ("Ułamek czekolady (scenariusz zajęć)",)


def test_filters_narrow_alerts(oskar: User, publish: Publish) -> None:
    filters = {"przedmiot": ("historia",)}
    save(oskar, criteria=Criteria(filters=filters))

    publish("Ułamki", subjects=["matematyka"])
    publish("Powstanie", subjects=["historia"])
    look()

    [entry] = heard(oskar)
    assert entry.shown.lines == ("Powstanie (scenariusz zajęć)",)


def test_outsider_hears_nothing_of_what_is_hidden_and_nothing_moves(
    oskar: User, dorota: User, publish: Publish
) -> None:
    of_outsider, of_head = save(oskar), save(dorota)

    publish(visibility=Visibility.INSTITUTION)
    look()

    of_outsider.refresh_from_db()
    of_head.refresh_from_db()
    assert (heard(oskar), len(heard(dorota))) == ([], 1)
    assert of_outsider.alerted_at is None
    assert list(of_head.alerts.values_list("search", flat=True)) == [of_head.pk]


def test_widened_audience_is_news_to_the_new_only(
    oskar: User, dorota: User, publish: Publish
) -> None:
    save(oskar)
    save(dorota)
    plan = publish(visibility=Visibility.INSTITUTION)
    look()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.SIGNED_IN)
    record_change("material", plan.pk)
    catch_up()
    look()

    assert (len(heard(oskar)), len(heard(dorota))) == (1, 1)


def test_withdrawn_and_published_again_is_told_once(
    oskar: User, publish: Publish
) -> None:
    save(oskar)
    plan = publish()
    look()

    for live in (False, True):
        Material.objects.filter(pk=plan.pk).update(live=live)
        record_change("material", plan.pk)
        catch_up()
    look()

    assert len(heard(oskar)) == 1


def test_nothing_is_told_twice_when_rights_change(
    oskar: User, school: Institution, publish: Publish
) -> None:
    saved = save(oskar)
    plan = publish()
    look()

    # As if the thing came anew within reach, by some other way.
    arrival = Arrival.objects.get()
    arrival.number, arrival.before = arrival.number + 1, []
    arrival.save(force_insert=True)
    ArrivalLog.objects.update(newest=arrival.number)
    look()

    assert saved.alerts.count() == 1
    assert plan.pk == arrival.object_pk


def test_withdrawn_before_it_is_looked_at_is_not_told(
    oskar: User, publish: Publish
) -> None:
    save(oskar)
    plan = publish()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)
    look()

    assert not Alert.objects.exists()


def test_noting_again_makes_no_news(publish: Publish) -> None:
    plan = publish()
    documents = list(source("material").documents([plan.pk]))

    assert note_arrivals(documents) == 0
    assert ArrivalLog.newest_number() == 1


def test_thing_without_a_date_is_never_news() -> None:
    person = Document("person", 7, "Jan", "", frozenset({"signed_in"}))

    assert note_arrivals([person]) == 0


def test_lost_filter_tells_nothing_rather_than_everything(
    oskar: User, publish: Publish
) -> None:
    filters = {"siec": ("nie-ma-takiej",)}
    save(oskar, criteria=Criteria(text="ułamki", filters=filters))

    publish()
    look()

    assert heard(oskar) == []
