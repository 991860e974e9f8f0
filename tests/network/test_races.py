"""Two clicks, two tabs, twenty people at once: nothing is doubled, nothing lost."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.models import AccessGroupMember, User
from network.actions.drafts import save_draft
from network.actions.membership import (
    approve_request,
    end_membership,
    request_membership,
)
from network.actions.posts import edit_post, post_reply
from network.actions.reading import mark_read
from network.actions.topics import start_topic
from network.exceptions import NetworkError
from network.models import MemberRole, Membership, Post, PostDraft, Topic, TopicRead
from tests.factories.accounts import make_user
from tests.factories.network import make_member, make_network, make_topic

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20


def at_once(*attempts: Callable[[], object]) -> list[str]:
    """Run them in threads of their own; name how each ended."""

    def run(attempt: Callable[[], object]) -> str:
        try:
            attempt()
        except NetworkError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(pool.map(run, attempts))


def test_one_form_sent_twenty_times_makes_one_post(maria: User) -> None:
    topic, token = make_topic(maria), uuid.uuid4()

    def send() -> Post:
        return post_reply(topic, author=maria, text="Raz", token=token)

    assert at_once(*[send] * THREADS) == ["done"] * THREADS
    assert Post.objects.filter(source="Raz").count() == 1


def test_one_form_sent_twenty_times_makes_one_topic(maria: User) -> None:
    network, token = make_network(maria), uuid.uuid4()

    def send() -> Topic:
        return start_topic(network, author=maria, title="A", text="b", token=token)

    assert at_once(*[send] * THREADS) == ["done"] * THREADS
    assert Topic.objects.count() == 1


def test_twenty_replies_have_twenty_positions(maria: User) -> None:
    people = [make_user(f"osoba{number}") for number in range(THREADS)]
    topic = make_topic(maria, *people)

    ends = at_once(
        *(
            lambda who=who: post_reply(
                topic, author=who, text="Ja też", token=uuid.uuid4()
            )
            for who in people
        )
    )

    topic.refresh_from_db()
    positions = topic.posts.order_by("position").values_list("position", flat=True)
    assert ends == ["done"] * THREADS
    assert list(positions) == list(range(1, THREADS + 2))
    assert topic.reply_count == THREADS


def test_twenty_edits_of_one_version_have_one_winner(maria: User) -> None:
    post = make_topic(maria).posts.get()

    ends = at_once(
        *(
            lambda number=number: edit_post(post, text=f"{number}", base_version=1)
            for number in range(THREADS)
        )
    )

    assert ends == ["EditConflict"] * (THREADS - 1) + ["done"]


def test_twenty_first_drafts_keep_one_and_refuse_the_rest(maria: User) -> None:
    topic = make_topic(maria)

    ends = at_once(
        *(
            lambda number=number: save_draft(
                topic, user=maria, body=f"Karta {number}", base_version=0
            )
            for number in range(THREADS)
        )
    )

    assert ends == ["DraftConflict"] * (THREADS - 1) + ["done"]
    assert PostDraft.objects.count() == 1


def test_twenty_approvals_let_in_once(oskar: User, karol: User) -> None:
    network = make_network(coordinator=karol)
    asked = request_membership(network, user=oskar)

    ends = at_once(*[lambda: approve_request(asked, by=karol)] * THREADS)

    network.refresh_from_db()
    assert ends == ["MembershipMoved"] * (THREADS - 1) + ["done"]
    assert network.member_count == 2
    assert AccessGroupMember.objects.filter(user=oskar).count() == 1


def test_of_two_coordinators_leaving_at_once_one_stays(
    maria: User, karol: User
) -> None:
    network = make_network(coordinator=karol)
    make_member(network, maria, role=MemberRole.COORDINATOR)

    ends = at_once(
        lambda: end_membership(network, user=karol, by=karol),
        lambda: end_membership(network, user=maria, by=maria),
    )

    assert ends == ["LastCoordinator", "done"]
    assert Membership.objects.coordinating().filter(network=network).count() == 1


def test_twenty_marks_leave_the_furthest(maria: User, karol: User) -> None:
    topic = make_topic(karol, maria)
    Topic.objects.filter(pk=topic.pk).update(last_position=THREADS)

    at_once(
        *(
            lambda number=number: mark_read(topic, user=maria, position=number)
            for number in range(1, THREADS + 1)
        )
    )

    assert TopicRead.objects.get(user=maria).last_read_position == THREADS
