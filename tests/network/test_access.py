"""Every address of a network, as everybody."""

import uuid
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from accounts.models import User
from accounts.models.audience import audience_tokens
from accounts.roles import Role
from network.actions.membership import end_membership, request_membership
from network.models import MemberRole, Membership, Network, Post, Topic
from network.models.desk import own_networks
from network.notices import resolve_posts
from network.urls import urlpatterns
from tests.factories.accounts import make_user, protect
from tests.factories.network import make_member, make_network, make_post, make_topic

CANARY = "tajemnyjerzyk"


@dataclass(frozen=True)
class Scene:
    network: Network
    topic: Topic
    post: Post
    asked: Membership
    member: Membership
    people: dict[str, User | None]


@pytest.fixture
def scene(maria: User, oskar: User, karol: User) -> Scene:
    network = make_network(maria, coordinator=karol)
    topic = make_topic(maria, network=network, title=f"Wątek {CANARY}")
    # An address that somebody asks for is echoed; the title must not be.
    Topic.objects.filter(pk=topic.pk).update(slug="watek")
    topic.slug = "watek"
    marta = make_user("marta")
    wanda, adam = (
        make_user("wanda", Role.OFFICE),
        make_user("adam", Role.ADMINISTRATOR),
    )
    protect(wanda)
    protect(adam)
    return Scene(
        network=network,
        topic=topic,
        post=make_post(topic, author=maria, text=CANARY),
        asked=request_membership(network, user=marta),
        member=Membership.objects.get(user=maria),
        people={
            "member": maria,
            "outsider": oskar,
            "coordinator": karol,
            "office": wanda,
            "administrator": adam,
            "anonymous": None,
        },
    )


# What a GET answers to: member, outsider, coordinator, office, administrator.
READING = {
    "list": (200, 200, 200, 200, 200),
    "new": (403, 403, 200, 200, 200),
    "network": (200, 200, 200, 200, 200),
    "describe": (403, 403, 200, 200, 200),
    "activity": (403, 404, 200, 404, 404),
    "leave": (200, 404, 200, 404, 404),
    "people": (200, 404, 200, 200, 200),
    "suggestions": (200, 404, 200, 404, 404),
    "refuse": (403, 404, 200, 200, 200),
    "remove_member": (403, 404, 200, 200, 200),
    "new_topic": (200, 404, 200, 404, 404),
    "topic": (200, 404, 200, 404, 404),
    "close_topic": (403, 404, 200, 404, 404),
    "edit_post": (200, 404, 403, 404, 404),
    "delete_post": (200, 404, 200, 404, 404),
}
# What an empty POST answers to where there is no GET.
WRITING = {
    "join": (302, 302, 302, 302, 302),
    "cancel_request": (302, 302, 302, 302, 302),
    "accept_invitation": (302, 302, 302, 302, 302),
    "decline_invitation": (302, 302, 302, 302, 302),
    "network_level": (302, 404, 302, 404, 404),
    "read_network": (302, 404, 302, 404, 404),
    "invite": (403, 404, 302, 302, 302),
    "approve": (403, 404, 302, 302, 302),
    "withdraw_invitation": (403, 404, 302, 302, 302),
    "change_role": (403, 404, 403, 302, 302),
    "activity_xlsx": (403, 404, 200, 404, 404),
    "activity_csv": (403, 404, 200, 404, 404),
    "preview_topic": (200, 404, 200, 404, 404),
    "topic_draft": (302, 404, 302, 404, 404),
    "reply": (422, 404, 422, 404, 404),
    "preview_reply": (200, 404, 200, 404, 404),
    "reply_draft": (302, 404, 302, 404, 404),
    "read_topic": (302, 404, 302, 404, 404),
    "topic_level": (302, 404, 302, 404, 404),
    "reopen_topic": (403, 404, 302, 404, 404),
    "pin_topic": (403, 404, 302, 404, 404),
    "unpin_topic": (403, 404, 302, 404, 404),
    "choose_answer": (302, 404, 302, 404, 404),
    "drop_answer": (302, 404, 302, 404, 404),
}
ROLES = ("member", "outsider", "coordinator", "office", "administrator")


def _names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= _names(pattern.url_patterns)
        else:
            names.add(str(pattern.name))
    return names


def _url(scene: Scene, name: str) -> str:
    ids = {"slug": scene.network.slug}
    for_topic = {**ids, "pk": scene.topic.pk}
    for_post = {**for_topic, "post_pk": scene.post.pk}
    more: dict[str, dict[str, object]] = {
        "list": {},
        "new": {},
        "topic": {**for_topic, "topic_slug": scene.topic.slug},
        "invite": {**ids, "user_pk": scene.asked.user_id},
        "change_role": {**ids, "pk": scene.member.pk},
        "remove_member": {**ids, "pk": scene.member.pk},
        **{name: {**ids, "pk": scene.asked.pk} for name in ("refuse", "approve")},
        "withdraw_invitation": {**ids, "pk": scene.asked.pk},
        **dict.fromkeys(("edit_post", "delete_post", "choose_answer"), for_post),
        **dict.fromkeys(
            (
                *("reply", "preview_reply", "reply_draft", "read_topic"),
                *("topic_level", "close_topic", "reopen_topic", "pin_topic"),
                *("unpin_topic", "drop_answer"),
            ),
            for_topic,
        ),
    }
    return reverse(f"network:{name}", kwargs=more.get(name, ids))


def _client(scene: Scene, role: str) -> Client:
    client = Client()
    person = scene.people[role]
    if person:
        client.force_login(person)
    return client


def test_every_address_has_its_row() -> None:
    assert _names([*urlpatterns]) == READING.keys() | WRITING.keys()


@pytest.mark.parametrize("name", READING)
def test_who_may_read(scene: Scene, name: str) -> None:
    answers = [_client(scene, role).get(_url(scene, name)) for role in ROLES]

    assert tuple(answer.status_code for answer in answers) == READING[name]


@pytest.mark.parametrize("name", WRITING)
def test_who_may_write(scene: Scene, name: str) -> None:
    answers = tuple(
        _client(scene, role).post(_url(scene, name)).status_code for role in ROLES
    )

    assert answers == WRITING[name]


@pytest.mark.parametrize("name", WRITING)
def test_a_write_is_never_a_get(scene: Scene, name: str) -> None:
    assert _client(scene, "member").get(_url(scene, name)).status_code == 405


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_a_stranger_is_asked_to_sign_in(scene: Scene, name: str) -> None:
    method = "get" if name in READING else "post"
    answer = getattr(_client(scene, "anonymous"), method)(_url(scene, name))

    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]


@pytest.mark.parametrize("role", ["outsider", "office", "administrator"])
@pytest.mark.parametrize("name", READING)
def test_nobody_outside_reads_a_word_of_it(scene: Scene, role: str, name: str) -> None:
    answer = _client(scene, role).get(_url(scene, name), follow=True)

    assert CANARY not in answer.content.decode()


def test_absent_and_forbidden_look_the_same(scene: Scene) -> None:
    client = _client(scene, "outsider")
    hidden = client.get(_url(scene, "topic"))
    absent = client.get(f"/sieci/{scene.network.slug}/watki/999999-nie-ma/")

    assert hidden.status_code == absent.status_code == 404


@pytest.mark.parametrize("role", [*ROLES, "anonymous"])
def test_seeing_and_tokens_agree(scene: Scene, role: str) -> None:
    person = scene.people[role] or AnonymousUser()
    has_token = scene.network.audience_token in audience_tokens(person)

    assert Topic.objects.visible_to(person).exists() is has_token
    assert Post.objects.visible_to(person).exists() is has_token
    assert Network.objects.including(person).exists() is has_token


def test_access_ends_with_membership_at_once(scene: Scene) -> None:
    maria = scene.people["member"]
    karol = scene.people["coordinator"]
    assert maria
    assert karol
    client = _client(scene, "member")

    end_membership(scene.network, user=maria, by=karol)

    fresh = User.objects.get(pk=maria.pk)
    assert client.get(_url(scene, "topic")).status_code == 404
    assert scene.network.audience_token not in audience_tokens(fresh)
    assert not resolve_posts([str(scene.post.pk)], fresh)
    assert not own_networks(fresh).exists()


def test_ids_of_another_network_do_not_open_this_one(
    scene: Scene, maria: User, oskar: User
) -> None:
    other = make_topic(oskar)
    client = _client(scene, "member")

    crossed = client.get(f"/sieci/{scene.network.slug}/watki/{other.pk}-{other.slug}/")

    assert crossed.status_code == 404


def test_a_coordinator_of_one_network_decides_nothing_in_another(
    scene: Scene, oskar: User
) -> None:
    other = make_network(coordinator=oskar)
    make_member(other, scene.asked.user)
    client = _client(scene, "outsider")

    crossed = client.post(reverse("network:approve", args=[other.slug, scene.asked.pk]))

    assert crossed.status_code == 404


@pytest.mark.parametrize(
    "query",
    ["strona=99999999999999999999", "strona=x", "cytuj=²", "cytuj=9" * 30, "pokaz=%00"],
)
def test_odd_queries_are_harmless(scene: Scene, query: str) -> None:
    client = _client(scene, "member")

    assert client.get(f"{_url(scene, 'topic')}?{query}").status_code == 200
    assert client.get(f"{_url(scene, 'network')}?{query}").status_code == 200


@pytest.mark.parametrize("text", ["\0", "x" * 20_001, " ", "\x0b"])
def test_a_refused_reply_keeps_what_was_typed(scene: Scene, text: str) -> None:
    answer = _client(scene, "member").post(_url(scene, "reply"), {"text": text})

    assert answer.status_code == 422
    assert scene.topic.posts.count() == 2


def test_a_text_outlives_a_lost_session(scene: Scene) -> None:
    answer = _client(scene, "anonymous").post(
        _url(scene, "reply"), {"text": "Pisałam to pół godziny", "token": uuid.uuid4()}
    )

    assert answer.status_code == 403
    assert "Pisałam to pół godziny" in answer.content.decode()


def test_a_role_that_does_not_exist_changes_nothing(scene: Scene) -> None:
    _client(scene, "office").post(_url(scene, "change_role"), {"role": "bóg"})

    scene.member.refresh_from_db()
    assert scene.member.role == MemberRole.MEMBER
