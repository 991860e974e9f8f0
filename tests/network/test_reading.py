"""Reading changes nothing by itself; what changes is counted right."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from network.actions.drafts import save_draft
from network.actions.following import set_level
from network.actions.posts import post_reply
from network.actions.reading import mark_network_read, mark_read
from network.exceptions import DraftConflict
from network.models import Level, PostDraft, Topic, TopicRead
from network.models.desk import own_networks, unread_topics
from network.models.hearing import hearing
from network.models.own_level import own_level
from tests.factories.accounts import make_user
from tests.factories.network import make_network, make_post, make_topic


def _topic_for(user: User, topic: Topic) -> Topic:
    return Topic.objects.for_listing(user).get(pk=topic.pk)


def test_opening_a_topic_marks_nothing(
    client: Client, maria: User, karol: User
) -> None:
    topic = make_topic(karol, maria)
    client.force_login(maria)

    client.get(topic.get_absolute_url())

    assert not TopicRead.objects.exists()
    assert _topic_for(maria, topic).unread_count == 1


def test_the_mark_moves_forward_only(maria: User, karol: User) -> None:
    topic = make_topic(karol, maria)
    for _number in range(9):
        make_post(topic)

    mark_read(topic, user=maria, position=7)
    mark_read(topic, user=maria, position=3)
    mark_read(topic, user=maria, position=7)

    seen = _topic_for(maria, topic)
    assert seen.unread_count == 3
    assert seen.first_unread_url.endswith("#nowe")


def test_a_mark_never_passes_the_end(maria: User) -> None:
    topic = make_topic(maria)

    mark_read(topic, user=maria, position=999)
    make_post(topic, author=make_user("marta"))

    assert _topic_for(maria, topic).unread_count == 1


def test_what_was_written_before_one_joined_is_not_new(maria: User) -> None:
    topic = make_topic(make_user("marta"), maria)
    make_post(topic)

    mark_network_read(topic.network, user=maria)
    make_post(topic)

    assert _topic_for(maria, topic).unread_count == 1
    assert list(unread_topics(maria, at_most=10)) == []


def test_ones_own_reply_is_not_news(maria: User, karol: User) -> None:
    topic = make_topic(karol, maria)

    post_reply(topic, author=maria, text="Tak", token=uuid.uuid4(), seen=1)

    assert _topic_for(maria, topic).unread_count == 0


def test_a_reply_does_not_hide_what_came_before_it(maria: User, karol: User) -> None:
    topic = make_topic(karol, maria)
    make_post(topic, author=karol)
    make_post(topic, author=karol)

    post_reply(topic, author=maria, text="Tak", token=uuid.uuid4(), seen=1)

    assert _topic_for(maria, topic).unread_count == 3


@pytest.mark.parametrize(
    ("network_level", "topic_level", "counted"),
    [
        (Level.FIRST_POST, None, 1),
        (Level.MUTED, None, 0),
        (Level.NORMAL, None, 0),
        (Level.FIRST_POST, Level.MUTED, 0),
        (Level.MUTED, Level.TRACKING, 1),
    ],
)
def test_levels_decide_what_is_counted(
    maria: User,
    karol: User,
    network_level: Level,
    topic_level: Level | None,
    counted: int,
) -> None:
    topic = make_topic(karol, maria)
    set_level(topic.network, user=maria, level=network_level)
    if topic_level:
        set_level(topic, user=maria, level=topic_level)

    assert own_networks(maria).get().unread_topics == counted  # type: ignore[attr-defined]
    assert unread_topics(maria, at_most=10).count() == counted
    assert own_level(maria, topic.network, topic) == topic_level or network_level


def test_a_mute_of_a_network_covers_topics_followed_by_rule(
    maria: User, karol: User
) -> None:
    topic = make_topic(karol, maria)
    post_reply(topic, author=maria, text="Tak", token=uuid.uuid4())

    set_level(topic.network, user=maria, level=Level.MUTED)

    assert own_level(maria, topic.network, topic) == Level.MUTED
    assert hearing(topic.network, topic, author=karol).muted == 1


def test_the_number_of_people_who_will_hear(maria: User, karol: User) -> None:
    marta, filip = make_user("marta"), make_user("filip")
    topic = make_topic(karol, maria, marta, filip)
    set_level(topic, user=maria, level=Level.WATCHING)
    set_level(topic, user=marta, level=Level.MUTED)

    told = hearing(topic.network, topic, author=karol)

    assert (told.total, told.told, told.by_email, told.muted) == (3, 1, 1, 1)


def test_a_draft_of_another_tab_is_never_overwritten(maria: User) -> None:
    topic = make_topic(maria)
    first = save_draft(topic, user=maria, body="Z pierwszej karty", base_version=0)
    assert first

    with pytest.raises(DraftConflict) as conflict:
        save_draft(topic, user=maria, body="Z drugiej karty", base_version=0)

    assert conflict.value.body == "Z pierwszej karty"
    assert PostDraft.objects.get().body == "Z pierwszej karty"


def test_without_a_script_both_drafts_are_shown(client: Client, maria: User) -> None:
    topic = make_topic(maria)
    save_draft(topic, user=maria, body="Z pierwszej karty", base_version=0)
    client.force_login(maria)

    answer = client.post(
        f"/sieci/{topic.network.slug}/watki/{topic.pk}/szkic/",
        {"text": "Z drugiej karty", "draft_version": 0},
    )

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Z pierwszej karty" in body
    assert "Z drugiej karty" in body


def test_posting_uses_up_its_own_draft_only(maria: User) -> None:
    topic = make_topic(maria)
    draft = save_draft(topic, user=maria, body="Zaczynam", base_version=0)
    assert draft
    save_draft(topic, user=maria, body="Piszę dalej", base_version=draft.version)

    post_reply(
        topic, author=maria, text="Zaczynam", token=uuid.uuid4(), draft_version=1
    )

    assert PostDraft.objects.get().body == "Piszę dalej"


def test_a_quotation_waits_in_the_form(client: Client, maria: User) -> None:
    topic = make_topic(maria)
    post = make_post(topic, text="Skakanka na podłodze")
    client.force_login(maria)

    page = client.get(f"{topic.get_absolute_url()}?cytuj={post.pk}").content.decode()

    assert "&gt; Skakanka na podłodze" in page
    assert f'name="reply_to" value="{post.pk}"' in page


def _queries(client: Client, url: str) -> int:
    client.get(url)  # the first request of a session also notes that it began
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_a_topic_costs_the_same_at_10_and_1000_posts(
    client: Client, maria: User, karol: User
) -> None:
    topic = make_topic(karol, maria)
    for _number in range(9):
        make_post(topic)
    client.force_login(maria)
    few = _queries(client, topic.get_absolute_url())

    for number in range(990):
        make_post(topic, text=f"wpis {number}")

    assert _queries(client, topic.get_absolute_url()) == few
    assert _queries(client, f"{topic.get_absolute_url()}?strona=20") == few
    assert few <= 12


def test_lists_cost_the_same_at_1_and_20_rows(client: Client, maria: User) -> None:
    network = make_network(maria)
    make_topic(maria, network=network)
    make_network(name="Inna")
    client.force_login(maria)
    urls = ["/sieci/", network.get_absolute_url(), f"/sieci/{network.slug}/osoby/"]
    few = [_queries(client, url) for url in urls]

    for number in range(19):
        make_topic(make_user(f"autor-{number}"), network=network)
        make_network(maria, coordinator=make_user(f"osoba-{number}"))
        make_network(name="Inna", coordinator=make_user(f"ktos-{number}"))

    assert [_queries(client, url) for url in urls] == few
    assert max(few) <= 12
