"""The page that tells who sees what, compared with what people are really shown."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, Institution, User
from bank.models import Material, Visibility
from home.visibility.table import THINGS, VIEWERS, ask_the_rules, rows
from network.models import Network
from tests.world import World

PAGE = "/kto-co-widzi/"
# Whom of the table each of the cast plays, towards things of maria's school.
CAST = {
    "guest": "guest",
    "maria": "author",
    "oskar": "stranger",
    "karol": "coordinator",
    "renata": "moderator",
    "dorota": "head",
    "urszula": "office",
    "edyta": "editor",
    "adam": "administrator",
    "olga": "observer",
}


def _opens(world: World, person: str, address: str) -> bool:
    client = Client()
    if person != "guest":
        client.force_login(world.people[person])
    return client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("material:public", "public_plan"),
        ("material:signed_in", "open_plan"),
        ("material:author", "author_plan"),
        ("material:draft", "draft"),
        ("material:waiting", "waiting"),
        ("news:public", "public_news"),
        ("news:institution", "school_news"),
        ("network:topic", "topic"),
    ],
)
def test_the_table_says_what_the_pages_do(world: World, name: str, thing: str) -> None:
    told = ask_the_rules()[name]
    address = getattr(world, thing).get_absolute_url()

    # Karol coordinates, but also teaches at maria's school.
    cast = [who for who in CAST if who != "karol" or name.startswith("network")]
    done = {CAST[who] for who in cast if _opens(world, who, address)}

    assert done == told & {CAST[who] for who in cast}


def test_a_colleague_sees_what_is_for_the_institution(world: World) -> None:
    told = ask_the_rules()["material:institution"]
    address = world.school_plan.get_absolute_url()

    assert "colleague" in told
    assert _opens(world, "karol", address)
    assert "stranger" not in told
    assert not _opens(world, "oskar", address)


@pytest.mark.parametrize(
    ("name", "url_name"),
    [("entry:of_rights", "accounts:audit"), ("person:list", "accounts:people")],
)
def test_the_table_says_who_opens_lists_of_people_and_the_log(
    world: World, name: str, url_name: str
) -> None:
    told = ask_the_rules()[name]

    done = {CAST[who] for who in CAST if _opens(world, who, reverse(url_name))}

    assert done == told & set(CAST.values())


def test_everything_has_an_answer_and_nobody_is_left_out(db: None) -> None:
    answers = ask_the_rules()

    assert set(answers) == {name for _group, name, _label in THINGS}
    assert set.union(*map(set, answers.values())) == set(VIEWERS)


def test_an_administrator_is_not_told_to_see_what_is_private(db: None) -> None:
    answers = ask_the_rules()

    for name in ("material:draft", "material:author", "network:topic"):
        assert "administrator" not in answers[name]


def test_trying_the_rules_leaves_nothing_behind(db: None) -> None:
    counted = [User, Institution, Material, Network, AuditEntry]
    before = [model.objects.count() for model in counted]  # type: ignore[attr-defined]

    ask_the_rules()

    after = [model.objects.count() for model in counted]  # type: ignore[attr-defined]
    assert after == before


def test_the_answers_are_kept_for_a_while(db: None) -> None:
    cache.clear()
    rows()

    with CaptureQueriesContext(connection) as asked:
        rows()

    assert len(asked) == 0


def test_everybody_signed_in_reads_the_page(client: Client, maria: User) -> None:
    client.force_login(maria)

    page = client.get(PAGE).content.decode()

    assert "Szkic" in page
    assert "Numer materiału" not in page


def test_an_administrator_asks_about_one_material(world: World, client: Client) -> None:
    client.force_login(world.people["adam"])

    page = client.get(PAGE, {"material": world.school_plan.pk}).content.decode()

    assert world.school.name in page
    assert world.school_plan.title not in page


@pytest.mark.parametrize("number", ["0", "-3", "x", "9" * 40, ""])
def test_a_number_without_sense_is_no_harm(
    world: World, client: Client, number: str
) -> None:
    client.force_login(world.people["adam"])

    assert client.get(PAGE, {"material": number}).status_code == 200


def test_a_network_is_named_for_its_material(world: World, client: Client) -> None:
    assert world.network_plan.visibility == Visibility.NETWORK
    client.force_login(world.people["adam"])

    page = client.get(PAGE, {"material": world.network_plan.pk}).content.decode()

    assert world.network.access_group.name in page
