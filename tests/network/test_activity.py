"""How a network lives: for its coordinator alone, and only what was written."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from network.models import Membership, Network, Post
from network.models.activity import MemberActivity, activity_of, waiting_topics
from tests.factories.accounts import make_user
from tests.factories.network import make_network, make_post, make_topic


@pytest.fixture
def network(maria: User, karol: User) -> Network:
    network = make_network(maria, make_user("ewa"), coordinator=karol)
    long_ago = timezone.now() - timedelta(days=90)
    Membership.objects.filter(network=network).update(joined_at=long_ago)
    return network


def of(network: Network, user: User) -> MemberActivity:
    rows = activity_of(network)
    return next(row for row in rows if row.membership.user == user)


def test_quiet_is_who_wrote_nothing_for_thirty_days(
    network: Network, maria: User, karol: User
) -> None:
    topic = make_topic(maria, network=network)
    old = make_post(topic, author=karol)
    Post.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=31)
    )

    assert (of(network, maria).posts, of(network, maria).is_quiet) == (1, False)
    assert (of(network, karol).posts, of(network, karol).is_quiet) == (0, True)
    assert of(network, karol).last is not None


def test_who_came_lately_is_not_quiet_yet(network: Network, maria: User) -> None:
    Membership.objects.filter(user=maria).update(joined_at=timezone.now())

    assert not of(network, maria).is_quiet


def test_posts_elsewhere_do_not_count(network: Network, maria: User) -> None:
    make_topic(maria)

    assert of(network, maria).posts == 0


def test_waiting_are_open_topics_nobody_answered(
    network: Network, maria: User, karol: User
) -> None:
    waiting = make_topic(maria, network=network)
    make_post(make_topic(maria, network=network), author=karol)
    closed = make_topic(maria, network=network)
    closed.closed_at = timezone.now()
    closed.save(update_fields=["closed_at"])

    assert waiting_topics(network) == [waiting]


def test_only_the_coordinator_sees_it(
    client: Client, network: Network, maria: User, karol: User, oskar: User
) -> None:
    address = f"/sieci/{network.slug}/aktywnosc/"

    def status(user: User) -> int:
        client.force_login(user)
        return client.get(address).status_code

    assert [status(user) for user in (karol, maria, oskar)] == [200, 403, 404]


def test_table_says_what_the_page_says_and_is_written_down(
    client: Client, network: Network, maria: User, karol: User
) -> None:
    make_topic(maria, network=network)
    client.force_login(karol)
    shown = client.get(f"/sieci/{network.slug}/aktywnosc/").context["members"]

    answer = client.post(f"/sieci/{network.slug}/aktywnosc.csv")

    text = answer.content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert [(line[0], line[3], line[5]) for line in lines] == [
        (
            each.membership.user.get_full_name(),
            str(each.posts),
            "tak" if each.is_quiet else "nie",
        )
        for each in shown
    ]
    assert AuditEntry.objects.latest("number").verb == "table.downloaded"
