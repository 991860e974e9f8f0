from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from notifications.actions.reading import mark_read
from notifications.kinds import Shown
from notifications.models import Notification
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
Tell = Callable[..., None]
CENTRE = "/powiadomienia/"


@pytest.fixture
def reader(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def page(client: Client, address: str = CENTRE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_guest_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(CENTRE).status_code == 302


def test_centre_says_what_happened_where_and_why(
    reader: Client, tell: Tell, maria: User
) -> None:
    tell(maria)
    html = page(reader)

    assert "Ułamki w klasie 4" in html
    assert "Matematycy" in html
    assert "obserwujesz ten wątek" in html
    assert 'href="/sieci/m/1/"' in html
    assert "1 nowe powiadomienie." in html


def test_empty_centre_says_what_will_come(reader: Client, world: World) -> None:
    assert "Nic nowego" in page(reader)


def test_markup_in_a_title_stays_text(
    reader: Client, tell: Tell, maria: User, world: World
) -> None:
    world.shown["t1"] = Shown("<img src=x onerror=1>", "/x/", "<b>m</b>")
    tell(maria)

    html = page(reader)
    assert "<img src=x" not in html
    assert "<b>m</b>" not in html


def test_what_may_no_longer_be_seen_is_not_shown(
    reader: Client, tell: Tell, maria: User, world: World
) -> None:
    tell(maria)
    world.hidden_from.add(maria.pk)
    html = page(reader)

    assert "Ułamki" not in html
    assert "Matematycy" not in html
    assert "Część powiadomień jest ukryta" in html


def test_somebody_elses_notification_is_neither_shown_nor_touched(
    reader: Client, tell: Tell, oskar: User
) -> None:
    tell(oskar)
    theirs = Notification.objects.get()
    response = reader.post(f"{CENTRE}{theirs.pk}/przeczytane/")

    assert response.status_code == 404
    assert "Ułamki" not in page(reader)
    assert not Notification.objects.get().is_read


def test_one_is_marked_as_read(reader: Client, tell: Tell, maria: User) -> None:
    tell(maria)
    tell(maria, event="e2")
    one = Notification.objects.earliest("pk")
    reader.post(f"{CENTRE}{one.pk}/przeczytane/")

    assert Notification.objects.unread().count() == 1


def test_marking_all_spares_what_came_since(
    reader: Client, tell: Tell, maria: User
) -> None:
    tell(maria)
    listed = Notification.objects.get().pk
    tell(maria, event="came since")
    reader.post(f"{CENTRE}przeczytane/", {"newest": listed})

    assert Notification.objects.unread().get().event == "came since"


@pytest.mark.parametrize(
    ("sent", "number"), [("3", 3), ("", 1), ("x", 1), ("9" * 30, 1), ("-2", 1)]
)
def test_after_marking_one_the_same_page_of_the_list_comes_back(
    reader: Client, tell: Tell, maria: User, sent: str, number: int
) -> None:
    tell(maria)
    path = f"{CENTRE}{Notification.objects.get().pk}/przeczytane/"
    response = reader.post(path, {"strona": sent})

    assert response.headers["Location"] == f"{CENTRE}?strona={number}"


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 40, "\x00"])
def test_marking_all_shrugs_at_nonsense(
    reader: Client, tell: Tell, maria: User, newest: str
) -> None:
    tell(maria)
    response = reader.post(f"{CENTRE}przeczytane/", {"newest": newest})

    assert response.status_code == 302
    assert Notification.objects.unread().exists()


@pytest.mark.parametrize(
    "address", [f"{CENTRE}przeczytane/", f"{CENTRE}{2**80}/przeczytane/"]
)
def test_reading_is_by_post_only(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 405


def test_number_beyond_the_database_is_not_found(reader: Client) -> None:
    assert reader.post(f"{CENTRE}{2**80}/przeczytane/").status_code == 404


def test_where_a_target_is_shown_its_notifications_are_read(
    tell: Tell, maria: User, oskar: User
) -> None:
    tell(maria, oskar)
    tell(maria, kind="t.decided")

    assert mark_read(maria, "t.posted", ["t1", "t2"]) == 1
    assert Notification.objects.unread().count() == 2


def test_centre_costs_the_same_for_one_and_for_twenty(
    reader: Client, tell: Tell, maria: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(reader)
        return len(captured)

    tell(maria)
    page(reader)
    few = queries()
    for number in range(30):
        tell(maria, event=f"more {number}", kind=["t.posted", "t.decided"][number % 2])
    many = queries()

    assert many == few
    assert many <= 12


@pytest.mark.parametrize("number", ["2", "99", "0", "x", "-1", "9" * 30])
def test_any_page_number_gives_a_page(
    reader: Client, tell: Tell, maria: User, number: str
) -> None:
    for event in range(25):
        tell(maria, event=str(event))

    assert "Ułamki" in page(reader, f"{CENTRE}?strona={number}")


def test_bell_counts_what_is_new(reader: Client, tell: Tell, maria: User) -> None:
    before = page(reader, "/")
    tell(maria)
    after = page(reader, "/")

    assert "header__count" not in before
    assert "header__count" in after
