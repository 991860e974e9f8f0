import uuid
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from network.actions.following import set_level
from network.actions.membership import end_membership
from network.actions.posts import delete_post, edit_post, post_reply
from network.actions.topics import close_topic, start_topic
from network.exceptions import EditConflict, NotMember, TopicClosed
from network.models import Level, Post, Subscription, Topic
from tests.factories.accounts import make_user
from tests.factories.network import make_network, make_post, make_topic


def _reply(topic: Topic, author: User, text: str = "Dzień dobry") -> Post:
    return post_reply(topic, author=author, text=text, token=uuid.uuid4())


def test_a_question_is_asked_answered_and_its_author_is_told(
    maria: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    network = make_network(maria, coordinator=karol)
    topic = start_topic(
        network,
        author=maria,
        title="Jak liczyć w ruchu?",
        text="Szukam czegoś na 15 minut.",
        token=uuid.uuid4(),
    )
    _reply(topic, karol, "Spróbuj ze skakanką.")

    run_jobs()

    assert {address for mail in mailoutbox for address in mail.to} == {
        maria.email,
        karol.email,
    }


def test_reply_reaches_watchers_but_neither_muted_nor_author(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    filip, marta = make_user("filip"), make_user("marta")
    topic = make_topic(maria, filip, marta)
    set_level(topic, user=filip, level=Level.WATCHING)
    set_level(topic.network, user=marta, level=Level.MUTED)

    _reply(topic, maria)
    run_jobs()

    assert [message.to for message in mailoutbox] == [[filip.email]]


def test_a_mention_reaches_through_a_mute_once(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    marta = make_user("marta")
    topic = make_topic(maria, marta)
    set_level(topic, user=marta, level=Level.MUTED)
    handle = topic.network.memberships.get(user=marta).handle

    _reply(topic, maria, f"Zapytajmy @{handle}.")
    run_jobs()

    assert [message.to for message in mailoutbox] == [[marta.email]]
    assert marta.get_full_name() in Post.objects.latest("pk").html


def test_a_mention_of_an_outsider_means_nobody(
    maria: User,
    oskar: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    topic = make_topic(maria)

    post = _reply(topic, maria, "Zapytajmy @oskar.brzozowski i @oskar.")
    run_jobs()

    assert mailoutbox == []
    assert not post.mentions.exists()
    assert "mention" not in post.html


def test_who_left_before_sending_hears_nothing(
    maria: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    network = make_network(maria, coordinator=karol)
    topic = make_topic(karol, network=network)
    set_level(topic, user=maria, level=Level.WATCHING)
    _reply(topic, karol, "kanarek")

    end_membership(network, user=maria, by=karol)
    run_jobs()

    assert mailoutbox == []


def test_sending_the_same_form_twice_makes_one_post(maria: User) -> None:
    topic, token = make_topic(maria), uuid.uuid4()

    first = post_reply(topic, author=maria, text="Raz", token=token)
    second = post_reply(topic, author=maria, text="Raz", token=token)

    assert first == second
    assert topic.posts.count() == 2


def test_a_reply_makes_its_author_follow_but_never_lifts_a_choice(maria: User) -> None:
    marta = make_user("marta")
    topic = make_topic(maria, marta)
    set_level(topic, user=marta, level=Level.MUTED)

    _reply(topic, marta)
    _reply(topic, maria)

    levels = Subscription.objects.filter(topic=topic)
    assert levels.get(user=marta).level == Level.MUTED
    assert levels.get(user=maria).level == Level.WATCHING


def test_a_closed_topic_takes_no_reply(maria: User, karol: User) -> None:
    topic = make_topic(maria)
    close_topic(topic, by=karol, reason="Wszystko już wiadomo.")

    with pytest.raises(TopicClosed):
        _reply(topic, maria)


def test_an_outsider_cannot_reply_even_past_the_view(maria: User, oskar: User) -> None:
    with pytest.raises(NotMember):
        _reply(make_topic(maria), oskar)


def test_of_two_edits_the_later_sees_both_texts(client: Client, maria: User) -> None:
    topic = make_topic(maria)
    post = topic.posts.get()
    edit_post(post, text="Z pierwszej karty", base_version=1)
    client.force_login(maria)

    answer = client.post(
        f"/sieci/{topic.network.slug}/watki/{topic.pk}/wpisy/{post.pk}/edytuj/",
        {"text": "Z drugiej karty", "base_version": 1},
    )

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Z pierwszej karty" in body
    assert "Z drugiej karty" in body


def test_a_stale_edit_is_refused(maria: User) -> None:
    post = make_topic(maria).posts.get()
    edit_post(post, text="Nowy", base_version=1)

    with pytest.raises(EditConflict):
        edit_post(post, text="Stary", base_version=1)


def test_a_deleted_post_leaves_its_place_and_nothing_else(
    client: Client, maria: User
) -> None:
    topic = make_topic(maria)
    post = make_post(topic, text="kanarek")
    client.force_login(maria)

    delete_post(post, by=maria)

    page = client.get(topic.get_absolute_url()).content.decode()
    assert "kanarek" not in page
    assert f'id="wpis-{post.pk}"' in page
    topic.refresh_from_db()
    assert topic.reply_count == 0


def test_a_permalink_leads_to_the_right_page(client: Client, maria: User) -> None:
    topic = make_topic(maria)
    posts = [make_post(topic, text=f"wpis {number}") for number in range(60)]
    client.force_login(maria)

    page = client.get(posts[-1].get_absolute_url().split("#")[0])

    assert posts[-1].get_absolute_url().endswith(f"?strona=2#wpis-{posts[-1].pk}")
    assert f'id="wpis-{posts[-1].pk}"' in page.content.decode()
