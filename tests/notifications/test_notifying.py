from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from jobs.models import Job
from notifications.actions.notify import notify
from notifications.actions.preferences import set_preferences
from notifications.audience import Reason, Recipient
from notifications.exceptions import KindAlreadyRegistered, UnknownKind
from notifications.kinds import Channel, Frequency, Kind, register
from notifications.models import Delivery, Notification
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
Tell = Callable[..., None]


def test_person_is_told_once_of_an_event(tell: Tell, maria: User) -> None:
    tell(maria)
    tell(maria)
    tell(maria, maria, event="e2")

    assert Notification.objects.filter(user=maria).count() == 2
    assert Delivery.objects.count() == 2


def test_same_event_of_two_kinds_is_two_things(tell: Tell, maria: User) -> None:
    tell(maria)
    tell(maria, kind="t.decided")

    assert Notification.objects.filter(user=maria).count() == 2


def test_first_reason_wins_and_actor_never_hears(
    world: World, maria: User, oskar: User
) -> None:
    notify(
        "t.posted",
        target="t1",
        event="e1",
        recipients=[
            Recipient(maria.pk, Reason.MENTIONED),
            Recipient(oskar.pk, Reason.MENTIONED),
            Recipient(maria.pk, Reason.WATCHING_TOPIC),
        ],
        actor=oskar,
        data={"post": "żółw"},
    )

    told = Notification.objects.get()
    assert (told.user, told.reason) == (maria, Reason.MENTIONED)
    assert told.data == {"post": "żółw"}
    assert told.read_at is None
    assert told.in_app


def test_nobody_to_tell_writes_nothing(tell: Tell) -> None:
    tell()

    assert not Notification.objects.exists()
    assert not Job.objects.exists()


def test_blocked_or_gone_person_is_not_told(tell: Tell, maria: User) -> None:
    maria.is_active = False
    maria.save(update_fields=["is_active"])

    tell(maria, User(pk=987_654))

    assert not Notification.objects.exists()


def test_number_of_statements_does_not_grow_with_people(world: World) -> None:
    def statements(first: int, count: int) -> int:
        people = User.objects.bulk_create(
            User(email=f"p{number}@example.org")
            for number in range(first, first + count)
        )
        told = [Recipient(person.pk, Reason.WATCHING_PLACE) for person in people]
        with CaptureQueriesContext(connection) as queries:
            notify("t.posted", target="t1", event="e1", recipients=told, actor=None)
        return len(queries)

    few, many = statements(0, 2), statements(2, 1000)

    assert many == few
    assert Notification.objects.count() == 1002
    assert Delivery.objects.count() == 1002


@pytest.mark.parametrize(
    ("in_app", "email", "rows", "shown", "mails"),
    [
        (Frequency.NOW, Frequency.NOW, 1, True, 1),
        (Frequency.NOW, Frequency.NEVER, 1, True, 0),
        (Frequency.NEVER, Frequency.NOW, 1, False, 1),
        (Frequency.NEVER, Frequency.NEVER, 0, False, 0),
    ],
)
def test_wishes_decide_the_way(
    tell: Tell,
    maria: User,
    in_app: Frequency,
    email: Frequency,
    rows: int,
    shown: bool,
    mails: int,
) -> None:
    set_preferences(
        maria,
        wishes={
            ("t.posted", Channel.IN_APP): in_app,
            ("t.posted", Channel.EMAIL): email,
        },
    )

    tell(maria)

    assert Notification.objects.count() == rows
    assert Notification.objects.visible_to(maria).exists() == shown
    assert Delivery.objects.count() == mails


def test_unknown_kind_is_refused_and_a_key_belongs_to_one(
    world: World, maria: User
) -> None:
    with pytest.raises(UnknownKind):
        notify("no.such", target="t", event="e", recipients=[], actor=maria)
    with pytest.raises(KindAlreadyRegistered):
        register(Kind("t.posted", "Again", "Networks", "tested", world.resolve))
