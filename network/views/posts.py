from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from network.actions.posts import delete_post, edit_post, post_reply
from network.exceptions import (
    EditConflict,
    NetworkArchived,
    NotMember,
    PostGone,
    TopicClosed,
)
from network.forms.writing import EditForm, ReplyForm
from network.models import Post
from network.models.access import standing_of
from network.views.fetching import allow, find_post, find_topic, keeps_text
from network.views.topic_page import topic_page


@keeps_text
@require_POST
def reply(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a reply; a refused one comes back as typed."""
    topic = find_topic(request.user, slug, pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return topic_page(request, topic, form=form, status=422)
    fields = form.cleaned_data
    answered = Post.objects.filter(topic=topic, pk=fields["reply_to"]).first()
    try:
        post = post_reply(
            topic, author=request.user, **{**fields, "reply_to": answered}
        )
    except (TopicClosed, NetworkArchived, NotMember):
        context = {"text": fields["text"], "topic": topic, "network": topic.network}
        return render(request, "network/reply_refused.html", context, status=409)
    return redirect(post)


@keeps_text
@require_http_methods(["GET", "POST"])
def edit(
    request: AuthenticatedHttpRequest,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    """Change one's own post; of two versions neither is lost."""
    post = find_post(request.user, slug, pk, post_pk)
    standing = standing_of(request.user, post.topic.network)
    own = post.author_id == request.user.pk
    allow(own and standing.may_write and not post.topic.is_closed)
    initial = {"text": post.source, "base_version": post.version}
    form = EditForm(request.POST or None, initial=initial)
    context: dict[str, object] = {
        "post": post,
        "topic": post.topic,
        "network": post.topic.network,
    }
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(edit_post(post, **form.cleaned_data))
        except EditConflict as conflict:
            form.data = {**form.cleaned_data, "base_version": conflict.version}
            context |= {"form": form, "newer": conflict.text}
            return render(request, "network/post_edit.html", context, status=409)
        except (PostGone, TopicClosed, NetworkArchived, NotMember):
            context |= {"text": form.cleaned_data["text"]}
            return render(request, "network/reply_refused.html", context, status=409)
    return render(request, "network/post_edit.html", {**context, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def delete(
    request: AuthenticatedHttpRequest,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    """Delete a post, one's own or, as the coordinator, another's."""
    post = find_post(request.user, slug, pk, post_pk)
    standing = standing_of(request.user, post.topic.network)
    own = post.author_id == request.user.pk
    allow(standing.may_write and (own or standing.coordinates))
    if request.method == "POST":
        try:
            delete_post(post, by=request.user)
        except PostGone:
            messages.info(request, _("This post had been deleted already."))
        else:
            messages.success(request, _("The post is deleted. Its place stays empty."))
        return redirect(post)
    context = {"post": post, "topic": post.topic, "network": post.topic.network}
    return render(request, "network/post_delete.html", context)
