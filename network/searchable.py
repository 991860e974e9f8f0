"""Networks and what is said in them, as `search` sees them.

A topic is found by its opening post, which carries the title; a reply only by its
own words, and is shown under the title of its topic.
"""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext

from accounts.models.audience import SIGNED_IN
from network.actions.indexing import NETWORK, POST
from network.markdown import text_lines
from network.models import Network, Post, Topic
from search.sources import Card, Document, Facet, Reader, Tab

# A reply of one line says less than a lesson plan on the same subject.
_LEAST_WORDS = 150
_SUMMARY = 300
_LONGEST_NUMBER = 18


def _tab() -> Tab:
    names = gettext("topic post network forum")
    return Tab("dyskusje", gettext("Discussions"), names, is_watched=False)


def _places() -> list[Facet]:
    return [
        Facet("siec", gettext("Network"), _network_names, listed=False),
        Facet("watek", gettext("Topic"), _topic_titles, listed=False),
    ]


def _network_names(values: Collection[str], reader: Reader) -> dict[str, str]:
    found = Network.objects.visible_to(reader).filter(slug__in=values)
    return dict(found.values_list("slug", "name"))


def _topic_titles(values: Collection[str], reader: Reader) -> dict[str, str]:
    pks = [value for value in values if value.isascii() and value.isdigit()]
    # A longer number is nobody's, and the database would choke on it.
    short = [pk for pk in pks if len(pk) <= _LONGEST_NUMBER]
    found = Topic.objects.visible_to(reader).filter(pk__in=short)
    return {str(pk): title for pk, title in found.values_list("pk", "title")}


class PostSource:
    """Keeps `search.sources.Source` for posts of topics."""

    key = POST
    measures = ()

    @property
    def tab(self) -> Tab:
        return _tab()

    @property
    def facets(self) -> list[Facet]:
        return _places()

    def all_pks(self) -> Iterator[int]:
        pks = _telling(Post.objects.all()).order_by("pk").values_list("pk", flat=True)
        return pks.iterator()

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        found = _telling(Post.objects.filter(pk__in=pks))
        yield from map(_post, found.select_related("topic__network", "author"))

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        found = _telling(Post.objects.visible_to(user)).filter(pk__in=pks)
        return set(found.values_list("pk", flat=True))

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        found = Post.objects.visible_to(user).filter(position=1)
        for word in text.split():
            found = found.filter(topic__title__icontains=word)
        newest = found.order_by("-created_at", "-pk")
        return list(newest.values_list("pk", flat=True)[:limit])


class NetworkSource:
    """Keeps `search.sources.Source` for networks: their cards, open to all signed in."""

    key = NETWORK
    measures = ()

    @property
    def tab(self) -> Tab:
        return _tab()

    @property
    def facets(self) -> list[Facet]:
        return _places()

    def all_pks(self) -> Iterator[int]:
        return Network.objects.order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        yield from map(_network, Network.objects.filter(pk__in=pks))

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        found = Network.objects.visible_to(user).filter(pk__in=pks)
        return set(found.values_list("pk", flat=True))

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        found = Network.objects.visible_to(user)
        for word in text.split():
            found = found.filter(name__icontains=word)
        return list(found.order_by("name").values_list("pk", flat=True)[:limit])


def _telling(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Narrow to posts that say something; a topic's title outlives its first words."""
    return posts.filter(Q(deleted_at__isnull=True) | Q(position=1))


def _post(post: Post) -> Document:
    topic, network = post.topic, post.topic.network
    text = text_lines(post.html)
    # Who wrote what was deleted is no longer said.
    author = "" if post.is_deleted else post.author.get_full_name()
    return Document(
        source=POST,
        pk=post.pk,
        title=topic.title if post.opens_topic else "",
        body=text,
        keywords=author,
        audience=frozenset({network.audience_token}),
        facets={
            "siec": (network.slug,),
            "watek": (str(topic.pk),),
            "autor": (author,) if author else (),
        },
        published_at=post.created_at,
        card=_post_card(post, author, text),
        authors=frozenset({post.author_id}),
        least_words=_LEAST_WORDS,
    )


def _post_card(post: Post, author: str, text: str) -> Card:
    topic = post.topic
    written = date_format(localtime(post.created_at), "j E Y")
    facts = (topic.network.name, author, written)
    return Card(
        url=topic.get_absolute_url() if post.opens_topic else post.get_absolute_url(),
        kind=str(topic.get_kind_display())
        if post.opens_topic
        else gettext("reply in a topic"),
        title=topic.title,
        summary=text[:_SUMMARY],
        facts=tuple(fact for fact in facts if fact),
        icon="messages-square" if post.opens_topic else "message-square",
    )


def _network(network: Network) -> Document:
    return Document(
        source=NETWORK,
        pk=network.pk,
        title=network.name,
        body="\n".join(part for part in (network.purpose, network.audience) if part),
        keywords=network.get_kind_display(),
        audience=frozenset({SIGNED_IN}),
        facets={"siec": (network.slug,)},
        published_at=network.created_at,
        card=_network_card(network),
        least_words=_LEAST_WORDS,
    )


def _network_card(network: Network) -> Card:
    year = gettext("school year %(year)s") % {"year": network.school_year}
    facts = [network.get_kind_display(), year]
    if not network.is_active:
        facts.append(network.get_status_display())
    return Card(
        url=network.get_absolute_url(),
        kind=gettext("network"),
        title=network.name,
        summary=network.purpose,
        facts=tuple(str(capfirst(fact)) for fact in facts),
        icon="users-round",
    )
