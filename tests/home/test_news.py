"""News: who writes, who reads, who is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import Institution, User
from accounts.roles import Role
from home.actions.news import NewsText, revise_news, withdraw_news, write_news
from home.exceptions import NewsChangedMeanwhile
from home.models import News, NewsAudience
from notifications.models import Notification
from tests.factories.accounts import make_user
from tests.factories.home import make_news

pytestmark = pytest.mark.usefixtures("_no_second_factor")


@pytest.fixture
def _no_second_factor() -> object:
    with override_settings(DEMO=True):
        yield


@pytest.fixture
def office(db: None) -> User:
    return make_user("urzad", Role.OFFICE)


def fields(**changes: object) -> dict[str, object]:
    return {
        "title": "Granty na wycieczki",
        "lead": "Nabór trwa do 10 grudnia.",
        "body": "**Zapraszamy**",
        "audience": "public",
        "institution": "",
        "published_on": timezone.localdate().isoformat(),
        "version": "0",
    } | changes


def test_office_writes_for_everybody(client: Client, office: User) -> None:
    client.force_login(office)

    answer = client.post("/aktualnosci/nowa/", fields(), follow=True)

    assert "<strong>Zapraszamy</strong>" in answer.content.decode()
    client.logout()
    assert "Granty na wycieczki" in client.get("/aktualnosci/").content.decode()


def test_double_click_makes_one_piece_of_news(client: Client, office: User) -> None:
    client.force_login(office)
    form = fields()

    first = client.post("/aktualnosci/nowa/", form)
    second = client.post("/aktualnosci/nowa/", form)

    assert News.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_head_writes_for_own_institution_only(
    client: Client, dorota: User, school: Institution, other_school: Institution
) -> None:
    client.force_login(dorota)

    client.post("/aktualnosci/nowa/", fields(institution=other_school.pk))
    client.post("/aktualnosci/nowa/", fields())
    assert not News.objects.exists()
    client.post("/aktualnosci/nowa/", fields(institution=school.pk))
    assert News.objects.get().institution == school


def test_teacher_writes_none(client: Client, maria: User) -> None:
    client.force_login(maria)

    assert client.get("/aktualnosci/nowa/").status_code == 403
    assert client.post("/aktualnosci/nowa/", fields()).status_code == 403


def test_refused_form_keeps_what_was_typed(client: Client, office: User) -> None:
    client.force_login(office)

    page = client.post("/aktualnosci/nowa/", fields(title="")).content.decode()

    assert "Nabór trwa do 10 grudnia." in page
    assert not News.objects.exists()


@pytest.mark.parametrize(
    ("audience", "guest", "outsider", "insider"),
    [
        (NewsAudience.PUBLIC, 200, 200, 200),
        (NewsAudience.SIGNED_IN, 404, 200, 200),
        (NewsAudience.INSTITUTION, 404, 404, 200),
    ],
)
def test_news_is_for_its_audience(
    client: Client,
    office: User,
    maria: User,
    oskar: User,
    school: Institution,
    audience: NewsAudience,
    guest: int,
    outsider: int,
    insider: int,
) -> None:
    news = make_news(office, title="Kanarek", audience=audience, institution=school)
    statuses = [client.get(news.get_absolute_url()).status_code]
    lists = [client.get("/aktualnosci/").content.decode()]
    for user in (oskar, maria):
        client.force_login(user)
        statuses.append(client.get(news.get_absolute_url()).status_code)
        lists.append(client.get("/aktualnosci/").content.decode())

    assert statuses == [guest, outsider, insider]
    assert ["Kanarek" in page for page in lists] == [s == 200 for s in statuses]


def test_withdrawn_and_future_news_are_with_writers_only(
    client: Client, office: User, maria: User
) -> None:
    news = make_news(office)
    withdraw_news(news)
    client.force_login(maria)
    assert client.get(news.get_absolute_url()).status_code == 404

    News.objects.update(
        withdrawn_at=None, published_on=timezone.localdate() + timedelta(days=1)
    )
    assert client.get(news.get_absolute_url()).status_code == 404
    client.force_login(office)
    assert client.get(news.get_absolute_url()).status_code == 200


def test_outsider_changes_nothing(
    client: Client, office: User, dorota: User, oskar: User, school: Institution
) -> None:
    internal = make_news(office, audience=NewsAudience.INSTITUTION, institution=school)
    public = make_news(office)
    client.force_login(oskar)
    assert client.post(f"/aktualnosci/{internal.pk}/wycofanie/").status_code == 404
    assert client.post(f"/aktualnosci/{public.pk}/wycofanie/").status_code == 403
    assert client.get(f"/aktualnosci/{public.pk}/zmiana/").status_code == 403

    client.force_login(dorota)
    assert client.get(f"/aktualnosci/{internal.pk}/wycofanie/").status_code == 405
    assert client.post(f"/aktualnosci/{internal.pk}/wycofanie/").status_code == 302


def test_second_writer_does_not_overwrite_the_first(
    client: Client, office: User
) -> None:
    news = make_news(office)
    client.force_login(office)
    seen = fields(version=news.version, title="Pierwsza zmiana")
    client.post(f"/aktualnosci/{news.pk}/zmiana/", seen)

    late = client.post(
        f"/aktualnosci/{news.pk}/zmiana/", seen | {"title": "Druga zmiana"}
    ).content.decode()

    news.refresh_from_db()
    assert news.title == "Pierwsza zmiana"
    assert "Druga zmiana" in late
    assert "Pierwsza zmiana" in late


def test_revision_of_an_old_version_is_refused(office: User) -> None:
    news = make_news(office)
    text = NewsText(
        "Inny", "Lead.", "", timezone.localdate(), NewsAudience.PUBLIC, None
    )

    with pytest.raises(NewsChangedMeanwhile):
        revise_news(news, text, seen_version=news.version + 1)


def test_readers_are_told_once_and_the_author_never(
    office: User,
    maria: User,
    oskar: User,
    school: Institution,
    run_jobs: Callable[[], None],
) -> None:
    news = make_news(office, audience=NewsAudience.INSTITUTION, institution=school)
    run_jobs()
    # Before seven in the morning, the news of today would still wait.
    yesterday = timezone.localdate() - timedelta(days=1)
    text = NewsText("Inny", "Lead.", "", yesterday, NewsAudience.PUBLIC, None)
    revise_news(news, text, seen_version=1)
    run_jobs()

    told = list(Notification.objects.values_list("user", flat=True))
    assert told.count(maria.pk) == 1
    assert office.pk not in told


def test_news_of_tomorrow_is_told_tomorrow(
    office: User, maria: User, run_jobs: Callable[[], None]
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    write_news(
        NewsText("Jutro", "Lead.", "", tomorrow, NewsAudience.PUBLIC, None),
        author=office,
    )

    run_jobs()

    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/aktualnosci/?strona=abc",
        "/aktualnosci/?strona=99999999999999999999",
        "/aktualnosci/99999999999999999999-x/",
        "/aktualnosci/?strona=%00",
    ],
)
def test_odd_addresses_are_no_failure(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code in {200, 404}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "a\0b"},
        {"institution": "99999999999999999999"},
        {"version": ""},
        {"published_on": "0000-99-99"},
        {"body": "x" * 20_001},
        {"audience": "nikt"},
    ],
)
def test_odd_input_is_refused(
    client: Client, office: User, changes: dict[str, object]
) -> None:
    client.force_login(office)

    assert client.post("/aktualnosci/nowa/", fields(**changes)).status_code == 200
    assert not News.objects.exists()
