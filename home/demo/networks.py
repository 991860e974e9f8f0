"""The networks of the demonstration and what people say in them."""

from __future__ import annotations

import random
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from bank.school_year import SchoolYear
from home.demo.content import Table, networks
from home.demo.stage import Stage
from network.actions.following import set_level
from network.actions.membership import (
    accept_invitation,
    approve_request,
    invite,
    request_membership,
)
from network.actions.networks import create_network
from network.actions.posts import post_reply
from network.actions.reading import mark_network_read
from network.actions.topics import accept_answer, close_topic, start_topic
from network.models import Joining, Level, Network, NetworkKind, Post, Topic, TopicKind

# Where the printed accounts stopped reading, in hours before now.
READ_UNTIL = {
    "nauczyciel": 60,
    "koordynator": 25,
    "moderator": 80,
    "dyrektor": 170,
    "mzo": 40,
}


def plan_networks(stage: Stage) -> None:
    for table in networks():
        stage.plan(partial(_found, stage, table), days=60)
        _plan_people(stage, table)
        for number, topic in enumerate(table["topics"]):
            _Thread(stage, table, topic, number).plan()


def _found(stage: Stage, table: Table) -> None:
    stage.networks[table["key"]] = create_network(
        name=table["name"],
        purpose=table["purpose"],
        coordinator=stage.people[table["coordinator"]],
        by=stage.people["mzo"],
        kind=NetworkKind(table["kind"]),
        audience=table["audience"],
        joining=Joining.REQUEST,
        school_year=SchoolYear.containing(timezone.localdate(stage.now)),
    )


def _plan_people(stage: Stage, table: Table) -> None:
    chance = random.Random(table["key"])  # noqa: S311  # the same story every time
    for number, key in enumerate(table["members"]):
        joins = _come_by_request if number % 3 == 0 else _come_by_invitation
        stage.plan(
            partial(joins, stage, table, key), days=58 - chance.random() * number
        )
    for key in [*table["members"], table["coordinator"]]:
        hours = READ_UNTIL.get(key, chance.randint(2, 120))
        stage.plan(partial(_read_all, stage, table, key), hours=hours)
    for request in table["requested"]:
        stage.plan(partial(_ask, stage, table, request), days=2 + chance.random())
    for key in table["invited"]:
        stage.plan(partial(_invite, stage, table, key), days=1 + chance.random())


def _come_by_request(stage: Stage, table: Table, key: str) -> None:
    asked = request_membership(stage.networks[table["key"]], user=stage.people[key])
    approve_request(asked, by=stage.people[table["coordinator"]])


def _come_by_invitation(stage: Stage, table: Table, key: str) -> None:
    _invite(stage, table, key)
    accept_invitation(stage.networks[table["key"]], user=stage.people[key])


def _read_all(stage: Stage, table: Table, key: str) -> None:
    mark_network_read(stage.networks[table["key"]], user=stage.people[key])


def _ask(stage: Stage, table: Table, request: Table) -> None:
    user = stage.people[request["who"]]
    request_membership(stage.networks[table["key"]], user=user, note=request["note"])


def _invite(stage: Stage, table: Table, key: str) -> None:
    coordinator = stage.people[table["coordinator"]]
    invite(stage.networks[table["key"]], user=stage.people[key], by=coordinator)


class _Thread:
    """One topic and its posts, from the first to the last."""

    topic: Topic  # there once its first post is, and all else comes later

    def __init__(self, stage: Stage, table: Table, topic: Table, number: int) -> None:
        self.stage = stage
        self.table = table
        self.data = topic
        self.number = number

    def plan(self) -> None:
        opening, *replies = self.data["posts"]
        self.stage.plan(partial(self._open, opening), hours=opening["hours_ago"])
        for number, reply in enumerate(replies, start=1):
            self.stage.plan(
                partial(self._reply, reply, number), hours=reply["hours_ago"]
            )
        if "closed" in self.data:
            last = self.data["posts"][-1]["hours_ago"]
            self.stage.plan(self._close, hours=last - 1)

    @property
    def _network(self) -> Network:
        return self.stage.networks[self.table["key"]]

    def _open(self, post: Table) -> None:
        self.topic = start_topic(
            self._network,
            author=self.stage.people[post["author"]],
            title=self.data["title"],
            text=post["text"].strip(),
            token=self._token(0),
            kind=self._kind,
        )
        for key in self.data.get("watched_by", []):
            set_level(self.topic, user=self.stage.people[key], level=Level.WATCHING)

    def _reply(self, post: Table, number: int) -> None:
        reply: Post = post_reply(
            self.topic,
            author=self.stage.people[post["author"]],
            text=post["text"].strip(),
            token=self._token(number),
            # Who answers has read what stands above.
            seen=number,
        )
        if post.get("accepted"):
            self.topic.refresh_from_db()
            accept_answer(self.topic, post=reply)

    def _close(self) -> None:
        coordinator = self.stage.people[self.table["coordinator"]]
        close_topic(self.topic, by=coordinator, reason=self.data["closed"])

    @property
    def _kind(self) -> TopicKind:
        answered = any(post.get("accepted") for post in self.data["posts"])
        asks = self.data["title"].endswith("?")
        return TopicKind.QUESTION if answered or asks else TopicKind.DISCUSSION

    def _token(self, number: int) -> UUID:
        return uuid5(NAMESPACE_URL, f"{self.table['key']}/{self.number}/{number}")
