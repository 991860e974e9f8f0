"""The printed sheet with the code of the institution."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.joining import renew_code, switch_off_code
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution, JoinCode
from accounts.qr import qr_code
from accounts.views.staff.fetching import at_managed_institution, trail_of


@at_managed_institution
@require_safe
def sheet(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Show the sheet, ready to print; without a code, offer to make one."""
    code = JoinCode.objects.filter(institution=place).first()
    trail = trail_of(place, (_("Printed sheet"), ""))
    context: dict[str, object] = {"place": place, "code": code, "trail": trail}
    if code is not None and code.is_alive:
        link = settings.SITE_ORIGIN + reverse("joining:ask", args=[code.code])
        context["qr"] = qr_code(link)
        context["address"] = settings.SITE_ORIGIN.partition("://")[2] + reverse(
            "joining:code"
        )
    return render(request, "accounts/staff/sheet.html", context)


@at_managed_institution
@require_POST
def renew(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Make a new code; sheets with the old one are paper from now on."""
    renew_code(place, actor=request.user)
    messages.success(
        request, _("The code is new. Print the sheet and take the old one down.")
    )
    return redirect("staff:sheet", place.slug)


@at_managed_institution
@require_POST
def switch_off(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Let nobody ask by a sheet any more."""
    switch_off_code(place, actor=request.user)
    messages.success(request, _("The code no longer works."))
    return redirect("staff:sheet", place.slug)
