"""What people looked for in vain."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from search.actions import answer_need, report_need
from search.care import care_tabs
from search.exceptions import TooManyNeeds
from search.forms import NeedForm
from search.models import Need

PER_PAGE = 50


@login_required
@require_POST
def need_report(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Pass on what is missing."""
    form = NeedForm(request.POST)
    if not form.is_valid():
        return render(request, "search/need.html", {"form": form})
    try:
        report_need(form.cleaned_data["text"], by=request.user)
    except TooManyNeeds:
        messages.error(request, _("That is a lot for one day. Come back tomorrow."))
    else:
        messages.success(
            request, _("Thank you. The moderators see what is missing, not who asked.")
        )
    return redirect("search:results")


@role_required(Role.MODERATOR, Role.OFFICE)
@require_GET
def needs(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what is missing, the most wanted first."""
    page = Paginator(Need.objects.open(), PER_PAGE).get_page(request.GET.get("strona"))
    context = {
        "page_obj": page,
        "may_answer": request.user.has_role(Role.MODERATOR),
        "care_tabs": care_tabs(request.user, "search:needs"),
    }
    return render(request, "search/needs.html", context)


@role_required(Role.MODERATOR)
@require_POST
def need_answer(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take a need off the list."""
    need = get_object_or_404(Need, pk=pk)
    answer_need(need, by=request.user)
    messages.success(request, _("Done: “%(need)s” is off the list.") % {"need": need})
    return redirect("search:needs")
