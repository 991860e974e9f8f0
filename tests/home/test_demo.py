"""Loading the demonstration into an empty database."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import Attachment, AuthorState, Kind, LessonStep, Material, StoredFile
from home.demo.load import load_demo
from home.demo.people import ACCOUNTS, PASSWORD, address
from home.models import InformationPage, InstitutionPage, News
from jobs.models import Job
from network.models import Membership, MemberState, Network, Post, Topic
from notifications.models import Notification
from search.actions.alerts import look_for_news, tell_of_news
from search.indexer import catch_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings) -> None:
    settings.DEMO = True


def _facts() -> list[object]:
    """Everything that people see, by names instead of keys and moments."""
    texts = [
        *LessonStep.objects.order_by("lesson_plan__title", "sort_order").values_list(
            "lesson_plan__title",
            "lesson_plan__summary",
            "lesson_plan__goals",
            "description",
        ),
        *Post.objects.order_by("pk").values_list("topic__title", "source", "html"),
        *News.objects.order_by("title").values_list("title", "lead", "body"),
    ]
    states = sorted(
        (m.title, m.author_state, m.published_version, m.is_featured)
        for m in Material.objects.all()
    )
    told = sorted(Notification.objects.values_list("kind", "user__email", "reason"))
    belongs = sorted(Membership.objects.values_list("handle", "network__name", "state"))
    files = sorted(Attachment.objects.values_list("title", "file__sha256"))
    return [texts, states, told, belongs, files]


def test_two_loads_tell_the_same_story() -> None:
    found = []
    for _time in range(2):
        with transaction.atomic():
            load_demo()
            found.append(_facts())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_the_gmina_is_there_and_alive(mailoutbox: list[EmailMessage]) -> None:
    load_demo()

    assert Institution.objects.count() == 17
    assert 55 <= User.objects.count() <= 65
    assert {role for u in User.objects.all() for role in u.current_roles} == set(Role)
    assert Material.objects.filter(kind=Kind.LESSON_PLAN).count() == 14
    assert Material.objects.filter(kind=Kind.MATH_GAME).count() == 4
    states = {material.author_state for material in Material.objects.all()}
    assert states == set(AuthorState)
    assert Network.objects.count() == 3
    assert Topic.objects.filter(accepted_answer__isnull=False).exists()
    assert Topic.objects.filter(closed_at__isnull=False).exists()
    waiting = [MemberState.REQUESTED, MemberState.INVITED]
    assert Membership.objects.filter(state__in=waiting).count() >= 2
    assert News.objects.count() == 6
    _pages_can_be_read()
    assert Attachment.objects.count() >= 8
    assert all(Path(file.path).exists() for file in StoredFile.objects.all())
    _accounts_have_something_new()
    # Nobody has those mailboxes, and Wagtail's admin tells nobody anything.
    assert mailoutbox == []
    assert not Job.objects.filter(task="notifications.mail").exists()
    assert not Job.objects.failed().exists()


def _pages_can_be_read() -> None:
    page = InformationPage.objects.get(slug="jak-powstaje-material")
    school = InstitutionPage.objects.get()
    guide = Client().get(page.url).content.decode()
    assert "Ułamki na pizzy" in guide
    # Their block shows only to whom the material is open.
    assert "Sen: bateria na jutro" not in guide
    assert page.title in Client().get("/").content.decode()
    assert "Domino ułamkowe" in Client().get(school.public_path).content.decode()


def _accounts_have_something_new() -> None:
    people = {user.email: user for user in User.objects.all()}
    assert all(people[address(key)].check_password(PASSWORD) for key in ACCOUNTS)
    teacher = people[address("nauczyciel")]
    assert Notification.objects.filter(user=teacher, read_at=None).exists()
    assert Topic.objects.visible_to(teacher).unread_by(teacher).exists()


def test_teacher_is_told_something_new_once_the_worker_looks(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_demo()
    teacher = User.objects.get(email=address("nauczyciel"))

    catch_up()
    look_for_news()
    tell_of_news(teacher.pk, teacher.pk)

    alerts = Notification.objects.filter(user=teacher, kind="search.alert")
    assert teacher.saved_searches.count() == 2
    assert alerts.unread().count() == 1


def test_a_second_load_changes_nothing() -> None:
    call_command("demo")
    before = _facts()

    with pytest.raises(CommandError, match="nie jest pusta"):
        call_command("demo")
    call_command("demo", if_empty=True)

    assert _facts() == before


def test_other_peoples_database_is_left_alone(maria: User) -> None:
    with pytest.raises(CommandError, match="nie jest pusta"):
        call_command("demo")

    assert list(User.objects.all()) == [maria]


def test_never_outside_a_demonstration(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        call_command("demo", if_empty=True)

    assert not User.objects.exists()
