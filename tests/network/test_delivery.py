"""A post to a crowd: few statements, everybody once."""

import uuid
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from network.actions.delivery import tell_post
from network.actions.following import set_level
from network.actions.posts import delete_post, edit_post, post_reply
from network.models import Level, Post
from notifications.models import Notification
from tests.factories.accounts import make_user
from tests.factories.network import make_member, make_network, make_topic


def _statements(author: User, members: list[User]) -> int:
    topic = make_topic(author, *members)
    for member in members:
        set_level(topic, user=member, level=Level.WATCHING)
    post = post_reply(topic, author=author, text="Tak", token=uuid.uuid4())
    with CaptureQueriesContext(connection) as queries:
        tell_post(post.pk)
    assert Notification.objects.filter(target=str(post.pk)).count() == len(members)
    return len(queries)


def test_a_crowd_costs_as_many_statements_as_a_few(maria: User, karol: User) -> None:
    crowd = [make_user(f"osoba{number}") for number in range(40)]

    assert _statements(maria, [karol]) == _statements(maria, crowd)


def test_telling_twice_tells_once(maria: User, karol: User) -> None:
    topic = make_topic(maria, karol)
    set_level(topic, user=karol, level=Level.WATCHING)
    post = post_reply(topic, author=maria, text="Tak", token=uuid.uuid4())

    tell_post(post.pk)
    tell_post(post.pk)

    assert Notification.objects.filter(user=karol).count() == 1


def test_a_post_deleted_before_sending_is_not_sent(
    maria: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    topic = make_topic(maria, karol)
    set_level(topic, user=karol, level=Level.WATCHING)
    post = post_reply(topic, author=maria, text="kanarek", token=uuid.uuid4())

    delete_post(post, by=maria)
    run_jobs()

    assert mailoutbox == []


def test_an_edit_tells_only_the_newly_named(
    maria: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    topic = make_topic(maria, karol)
    set_level(topic, user=karol, level=Level.NORMAL)
    handle = topic.network.memberships.get(user=karol).handle
    post = post_reply(topic, author=maria, text="Tak", token=uuid.uuid4())
    run_jobs()
    assert mailoutbox == []

    edit_post(post, text=f"Tak, @{handle}", base_version=1)
    edit_post(Post.objects.get(pk=post.pk), text=f"Oj, @{handle}", base_version=2)
    run_jobs()

    assert [mail.to for mail in mailoutbox] == [[karol.email]]


@pytest.mark.parametrize("part", ["subject", "body"])
def test_a_mail_keeps_its_subject_to_itself_and_says_why(
    maria: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
    part: str,
) -> None:
    network = make_network(karol, name="Tajny klub")
    make_member(network, maria)
    topic = make_topic(karol, network=network, title="Tajny temat")
    set_level(topic, user=maria, level=Level.WATCHING)

    post_reply(topic, author=karol, text="tajna treść", token=uuid.uuid4())
    run_jobs()

    (mail,) = mailoutbox
    assert ("ajn" in str(getattr(mail, part))) is (part == "body")
