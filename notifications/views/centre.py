from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import AuthenticatedHttpRequest
from notifications.actions.reading import mark_all_read, mark_one_read
from notifications.entries import visible_entries
from notifications.forms import ReadAllForm, ReadOneForm
from notifications.grouping import by_day
from notifications.models import Notification

PER_PAGE = 20


@login_required
@require_safe
def centre(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what this person was told, as far as they may still see it."""
    told = Notification.objects.visible_to(request.user).for_centre()
    page = Paginator(told, PER_PAGE).get_page(request.GET.get("strona"))
    listed = list(page)
    entries = visible_entries(listed, request.user)
    newest = told.first() if page.number > 1 else next(iter(listed), None)
    context = {
        "days": by_day(entries),
        "page": page,
        "gone": len(listed) - len(entries),
        "newest": newest.pk if newest else 0,
        "trail": [(_("Start"), "/"), (_("Notifications"), "")],
    }
    return render(request, "notifications/centre.html", context)


@login_required
@require_POST
def read_one(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Mark one notification as read."""
    mine = Notification.objects.visible_to(request.user)
    mark_one_read(get_object_or_404(mine, pk=pk))
    number = ReadOneForm(request.POST).page_number
    return redirect(f"{reverse('notifications:inbox')}?strona={number}")


@login_required
@require_POST
def read_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Mark everything listed as read, but not what came since."""
    form = ReadAllForm(request.POST)
    if form.is_valid():
        mark_all_read(request.user, up_to=form.cleaned_data["newest"])
        messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:inbox")
