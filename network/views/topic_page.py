"""One page of a topic, put together for every view that shows it."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from network.exceptions import DraftConflict
from network.forms.people import TopicLevelForm
from network.forms.writing import ReplyForm
from network.models import Post, PostDraft, Topic
from network.models.access import Standing, standing_of
from network.models.hearing import hearing
from network.models.own_level import own_level
from network.models.topic import POSTS_PER_PAGE


class PostPages(Paginator[Post]):
    """Pages whose number needs no counting: positions have no gaps."""

    def __init__(self, topic: Topic) -> None:
        self._total = topic.last_position
        posts = Post.objects.filter(topic=topic).for_topic_page()
        super().__init__(posts, POSTS_PER_PAGE)

    @cached_property
    def count(self) -> int:
        return self._total


@dataclass(frozen=True)
class PostView:
    """A post and what its reader may do with it."""

    post: Post
    topic: Topic
    standing: Standing
    is_first_unread: bool

    @property
    def is_own(self) -> bool:
        return bool(
            self.standing.membership
            and self.standing.membership.user_id == self.post.author_id
        )

    @property
    def page(self) -> int:
        return self.topic.page_of(self.post.position)

    @property
    def url(self) -> str:
        return f"{self.topic.url_at(self.post.position)}#{self.post.anchor}"

    @property
    def reply_to_url(self) -> str:
        """Where the post stands to which this one replies."""
        answered = self.post.reply_to
        return (
            f"{self.topic.url_at(answered.position)}#{answered.anchor}"
            if answered
            else ""
        )

    @property
    def may_reply(self) -> bool:
        return self.standing.may_write and not self.topic.is_closed

    @property
    def may_edit(self) -> bool:
        return self.is_own and self.may_reply

    @property
    def may_delete(self) -> bool:
        return self.standing.may_write and (self.is_own or self.standing.coordinates)

    @property
    def is_answer(self) -> bool:
        return self.topic.accepted_answer_id == self.post.pk

    @property
    def may_accept(self) -> bool:
        return (
            self.topic.is_question
            and not self.post.opens_topic
            and may_choose_answer(self.standing, self.topic)
        )


def may_choose_answer(standing: Standing, topic: Topic) -> bool:
    """Who asked knows what helped; the coordinator may do it for them."""
    member = standing.membership
    asked = bool(member and member.user_id == topic.author_id)
    return standing.may_write and (asked or standing.coordinates)


def topic_page(
    request: AuthenticatedHttpRequest,
    topic: Topic,
    *,
    form: ReplyForm,
    preview: str = "",
    other_draft: DraftConflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a page of `topic`, loaded `for_detail`, around a reply as typed so far."""
    standing = standing_of(request.user, topic.network)
    page = PostPages(topic).get_page(request.GET.get("strona"))
    level = own_level(request.user, topic.network, topic)
    context = {
        "topic": topic,
        "network": topic.network,
        "standing": standing,
        "page": page,
        "posts": _views(page, topic, standing),
        "seen": page.end_index(),
        "form": form if standing.may_write and not topic.is_closed else None,
        "preview": preview,
        "other_draft": other_draft,
        "level": level,
        "level_form": TopicLevelForm(initial={"level": level}),
        "hearing": hearing(topic.network, topic, author=request.user),
    }
    return render(request, "network/topic.html", context, status=status)


def composer_of(request: AuthenticatedHttpRequest, topic: Topic) -> ReplyForm:
    """A reply as begun earlier, with what „Zacytuj” on a post adds to it."""
    draft = PostDraft.objects.filter(user=request.user, topic=topic).first()
    text = draft.body if draft else ""
    quoted = _asked_post(request, topic, "cytuj")
    answered = quoted or _asked_post(request, topic, "odpowiedz")
    if quoted:
        text = f"{text.rstrip()}\n\n{quote(quoted)}".lstrip()
    return ReplyForm(
        initial={
            "text": text,
            "token": uuid.uuid4(),
            "reply_to": answered.pk if answered else "",
            "draft_version": draft.version if draft else 0,
        }
    )


def quote(post: Post) -> str:
    """Lay a post's text out as a quotation to answer under."""
    lines = [f"**{post.author.get_full_name()}:**", "", *post.source.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _asked_post(
    request: AuthenticatedHttpRequest, topic: Topic, name: str
) -> Post | None:
    asked = request.GET.get(name, "")
    if not asked.isdecimal():
        return None
    standing = Post.objects.standing().filter(topic=topic, pk=int(asked[:18]))
    return standing.select_related("author").first()


def _views(page: Page[Post], topic: Topic, standing: Standing) -> list[PostView]:
    first = topic.read_up_to + 1 if topic.unread_count else 0
    return [
        PostView(post, topic, standing, is_first_unread=post.position == first > 1)
        for post in page
    ]
