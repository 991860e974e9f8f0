"""Lists to read in the CMS: materials, and pages that could read better."""

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from bank.models import Material, ReviewAssignment, ReviewState
from home.addresses import url_or_none
from home.content_checks import pages_to_improve

PER_PAGE = 50


def listed_for(user: User) -> QuerySet[Material]:
    """Materials an editor may open, and the bare rows of what waits for review."""
    waiting_since = (
        ReviewAssignment.objects.open()
        .filter(material=OuterRef("pk"))
        .values("submitted_at")[:1]
    )
    visible = Material.objects.visible_to(user).values("pk")
    listed: QuerySet[Material] = (
        Material.objects.filter(Q(pk__in=visible) | Q(review_state=ReviewState.WAITING))
        .select_related("owner", "institution")
        .annotate(waiting_since=Subquery(waiting_since))
        .order_by(F("waiting_since").asc(nulls_last=True), "-changed_at", "-pk")
    )
    return listed


@require_safe
def materials(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List materials with state, author and waiting time, the longest waiting first."""
    page = Paginator(listed_for(request.user), PER_PAGE).get_page(
        request.GET.get("strona")
    )
    context = {"page_obj": page, "desk_url": url_or_none("bank:review_desk")}
    return TemplateResponse(request, "home/cms/materials.html", context)


@require_safe
def content(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List public pages that somebody finds hard to read, and why."""
    page = Paginator(pages_to_improve(), PER_PAGE).get_page(request.GET.get("strona"))
    context = {"page_obj": page}
    return TemplateResponse(request, "home/cms/content.html", context)
