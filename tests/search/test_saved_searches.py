"""Keeping a search: saving, naming, pausing and forgetting it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import Subject
from notifications.kinds import Frequency
from search.actions import change_saved, forget_saved, save_search
from search.actions.saved import MOST_SAVED
from search.criteria import Criteria
from search.exceptions import AlreadySaved, EmptySearch, TooManySaved
from search.models import SavedSearch
from tests.factories.network import make_network

pytestmark = pytest.mark.django_db

NEW = "/szukaj/zapisane/nowe/"
LIST = "/szukaj/zapisane/"


def _save(owner: User, text: str = "ułamki", **options: str) -> SavedSearch:
    criteria = Criteria(text=text)
    return save_search(
        owner, **{"name": text, "cadence": Frequency.NOW, **options}, criteria=criteria
    )


@pytest.fixture
def reader(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def test_search_is_saved_from_its_address_under_the_name_proposed(
    reader: Client, maria: User
) -> None:
    address = f"{NEW}?q=Ułamki&przedmiot=matematyka&strona=3"
    label = Subject.objects.get(code="matematyka").label

    page = reader.get(address).content.decode()
    answer = reader.post(address, {"name": "Ułamki 5", "cadence": "weekly"})

    assert f'value="Ułamki · {label}"' in page
    assert answer.headers["Location"] == LIST
    saved = maria.saved_searches.get()
    assert (saved.name, saved.cadence) == ("Ułamki 5", Frequency.WEEKLY)
    assert saved.parameters == [["q", "Ułamki"], ["przedmiot", "matematyka"]]


def test_list_runs_what_was_saved(reader: Client, maria: User) -> None:
    reader.post(f"{NEW}?q=ułamki&klasa=k5", {"name": "Moje", "cadence": "now"})

    page = reader.get(LIST).content.decode()

    assert "/szukaj/?q=u%C5%82amki&amp;klasa=k5" in page
    assert "sort=najnowsze" in page


@pytest.mark.parametrize("address", [NEW, f"{NEW}?q=%20", f"{NEW}?sort=najnowsze"])
def test_empty_search_is_refused(reader: Client, address: str, maria: User) -> None:
    answer = reader.post(address, {"name": "Nic", "cadence": "now"})

    assert "Najpierw powiedz" in answer.content.decode()
    assert not maria.saved_searches.exists()


def test_action_refuses_an_empty_search(maria: User) -> None:
    with pytest.raises(EmptySearch):
        save_search(maria, name="x", criteria=Criteria(page=3), cadence="now")


def test_refused_form_keeps_what_was_typed(reader: Client) -> None:
    answer = reader.post(f"{NEW}?q=ułamki", {"name": " ", "cadence": "weekly"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="weekly"' in page
    assert "checked" in page.split('value="weekly"')[1].split(">")[0]


def test_two_clicks_keep_one(reader: Client, maria: User) -> None:
    reader.post(f"{NEW}?q=ułamki", {"name": "Raz", "cadence": "now"})
    answer = reader.post(
        f"{NEW}?q=UŁAMKI&sort=najnowsze", {"name": "Dwa", "cadence": "now"}, follow=True
    )

    assert "masz już zapisane pod nazwą „Raz”" in answer.content.decode()
    assert maria.saved_searches.count() == 1


def test_two_people_may_keep_the_same(maria: User, oskar: User) -> None:
    _save(maria)
    _save(oskar)

    assert SavedSearch.objects.count() == 2


def test_order_of_filters_makes_no_other_search(maria: User) -> None:
    filters = {"klasa": ("k5", "k4"), "przedmiot": ("matematyka",)}
    other = {"przedmiot": ("matematyka",), "klasa": ("k4", "k5")}
    save_search(maria, name="a", criteria=Criteria(filters=filters), cadence="now")

    with pytest.raises(AlreadySaved):
        save_search(maria, name="b", criteria=Criteria(filters=other), cadence="now")


def test_nobody_keeps_more_than_the_limit(reader: Client, maria: User) -> None:
    for number in range(MOST_SAVED):
        _save(maria, f"słowo{number}")

    answer = reader.post(f"{NEW}?q=jeszcze", {"name": "x", "cadence": "now"})

    assert "Masz już 50 zapisanych" in answer.content.decode()
    with pytest.raises(TooManySaved):
        _save(maria, "i jeszcze")


def test_name_and_rhythm_change(reader: Client, maria: User) -> None:
    saved = _save(maria)

    reader.post(f"{LIST}{saved.pk}/", {"name": "Inna", "cadence": "never"})

    saved.refresh_from_db()
    assert (saved.name, saved.cadence) == ("Inna", Frequency.NEVER)


def test_paused_and_resumed(reader: Client, maria: User) -> None:
    saved = _save(maria)

    reader.post(f"{LIST}{saved.pk}/wstrzymaj/")
    paused = reader.get(LIST).content.decode()
    reader.post(f"{LIST}{saved.pk}/wznow/")

    assert "Wstrzymane" in paused
    assert maria.saved_searches.alerting().get() == saved


def test_deleting_asks_first(reader: Client, maria: User) -> None:
    saved = _save(maria)

    reader.get(f"{LIST}{saved.pk}/usun/")
    assert maria.saved_searches.count() == 1
    reader.post(f"{LIST}{saved.pk}/usun/")

    assert maria.saved_searches.count() == 0


def test_outsider_gets_404(client: Client, maria: User, oskar: User) -> None:
    saved = _save(maria, "sekretne")
    client.force_login(oskar)

    assert client.get(f"{LIST}{saved.pk}/").status_code == 404
    assert client.post(f"{LIST}{saved.pk}/usun/").status_code == 404
    assert "sekretne" not in client.get(LIST).content.decode()


def test_filter_that_is_no_more_is_told_and_nothing_wider_offered(
    reader: Client, maria: User
) -> None:
    network = make_network(maria, name="Matematycy")
    filters = {"siec": (network.slug,)}
    criteria = Criteria(text="ułamki", filters=filters)
    save_search(maria, name="W sieci", criteria=criteria, cadence="now")
    network.delete()

    page = reader.get(LIST).content.decode()

    assert "do niczego już nie prowadzi: Sieć" in page


@pytest.mark.parametrize("count", [1, 20])
def test_list_costs_the_same_at_any_length(
    reader: Client, maria: User, count: int
) -> None:
    for number in range(count):
        filters = {"placowka": (str(maria.institution_id),), "klasa": ("k5",)}
        criteria = Criteria(text=f"słowo{number}", filters=filters)
        save_search(maria, name="x", criteria=criteria, cadence="now")
    reader.get(LIST)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        reader.get(LIST)

    assert len(asked) == 6


def test_results_offer_to_save_to_whoever_is_signed_in(
    client: Client, maria: User
) -> None:
    as_guest = client.get("/szukaj/?q=ułamki").content.decode()
    client.force_login(maria)
    signed_in = client.get("/szukaj/?q=ułamki").content.decode()
    empty = client.get("/szukaj/").content.decode()

    assert NEW not in as_guest
    assert f"{NEW}?q=u%C5%82amki" in signed_in
    assert f"{NEW}?" not in empty


def test_change_of_what_another_window_deleted_is_no_failure(maria: User) -> None:
    saved = _save(maria)
    forget_saved(saved)

    change_saved(saved, name="Inna", cadence=Frequency.NOW)

    assert not SavedSearch.objects.exists()
