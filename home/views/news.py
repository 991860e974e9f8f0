"""News (aktualności): reading, and writing for those who may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.http import AuthenticatedHttpRequest
from home.actions.news import (
    as_it_will_look,
    restore_news,
    revise_news,
    withdraw_news,
    write_news,
)
from home.content_checks import problems_of
from home.exceptions import NewsChangedMeanwhile
from home.forms.news import NewsForm
from home.models import News
from home.models.news import may_write_news, writable_by

PER_PAGE = 12


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """List the news this reader may see; writers see theirs that are not out, too.

    What no longer matters is a list of its own, `?archiwum=1`.
    """
    visible = News.objects.visible_to(request.user)
    is_archive = request.GET.get("archiwum") == "1"
    news = visible.past() if is_archive else visible.not_past()
    page = Paginator(news.for_listing(), PER_PAGE).get_page(request.GET.get("strona"))
    context = {
        "page_obj": page,
        "is_archive": is_archive,
        "has_archive": visible.past().exists(),
        "may_write": may_write_news(request.user),
    }
    return render(request, "home/news_list.html", context)


@require_safe
def news_item(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    visible = News.objects.visible_to(request.user).for_detail()
    news = get_object_or_404(visible, pk=pk)
    if slug != news.slug:
        return redirect(news, permanent=True)
    may_change = News.objects.filter(writable_by(request.user), pk=pk).exists()
    context = {
        "news": news,
        "documents": [attachment.file for attachment in news.attachments.all()],
        "may_change": may_change,
        "problems": problems_of(news) if may_change else [],
    }
    return render(request, "home/news_item.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def news_write(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Write a new piece of news."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        news = write_news(form.text, author=request.user)
        messages.success(request, _("The news is saved."))
        return redirect(news)
    return _show(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def news_write_preview(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show how a new piece of news will look, above the form that keeps it."""
    form = _form(request)
    if request.method != "POST":
        return redirect("news_write")
    return _show(request, form, previewed=form.is_valid())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def news_revise(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Change a piece of news; what somebody else saved meanwhile is not overwritten."""
    news = _to_change(request, pk)
    form = _form(request, news)
    conflict = False
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            return redirect(revise_news(news, form.text, seen_version=seen))
        except NewsChangedMeanwhile:
            news.refresh_from_db()
            form.refuse_older_than(news.version)
            conflict = True
    return _show(request, form, news, conflict=conflict)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def news_revise_preview(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how a changed piece of news will look, above the form that keeps it."""
    news = _to_change(request, pk)
    if request.method != "POST":
        return redirect("news_revise", pk)
    form = _form(request, news)
    return _show(request, form, news, previewed=form.is_valid())


@login_required
@require_POST
def news_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    withdraw_news(news := _to_change(request, pk))
    messages.success(request, _("The news is withdrawn: readers no longer see it."))
    return redirect(news)


@login_required
@require_POST
def news_restore(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    restore_news(news := _to_change(request, pk))
    messages.success(request, _("The news is back."))
    return redirect(news)


def _form(request: AuthenticatedHttpRequest, news: News | None = None) -> NewsForm:
    if news is None and not may_write_news(request.user):
        raise PermissionDenied
    return NewsForm(
        request.POST or None, request.FILES or None, instance=news, author=request.user
    )


def _show(
    request: AuthenticatedHttpRequest,
    form: NewsForm,
    news: News | None = None,
    *,
    previewed: bool = False,
    conflict: bool = False,
) -> HttpResponse:
    context: dict[str, object] = {"form": form, "news": news, "conflict": conflict}
    if previewed:
        look = as_it_will_look(form.text, author=request.user)
        context |= {"preview": look, "problems": problems_of(look)}
    return render(request, "home/news_form.html", context)


def _to_change(request: AuthenticatedHttpRequest, pk: int) -> News:
    """Fetch what is visible; what is not theirs to change is forbidden."""
    news = get_object_or_404(News.objects.visible_to(request.user), pk=pk)
    if not News.objects.filter(writable_by(request.user), pk=pk).exists():
        raise PermissionDenied
    return news
