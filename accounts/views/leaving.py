"""The wizard for the end of somebody's employment; three steps and a protocol."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions import leaving
from accounts.exceptions import DepartureMoved
from accounts.forms.leaving import LastDayForm, SuccessorsForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Departure, DepartureState, User
from accounts.models.access import Verb, can
from accounts.views.people import find_managed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def last_day(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """First step: the last day of work, and what the person holds."""
    person = _find(request, pk)
    departure = Departure.objects.open().filter(person=person).first()
    if departure and departure.is_planned:
        return redirect("accounts:leave_protocol", pk)
    begun = departure.last_day if departure else timezone.localdate()
    form = LastDayForm(request.POST or None, initial={"last_day": begun})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        try:
            leaving.begin_departure(person, by=request.user, last_day=day)
        except DepartureMoved:
            return redirect("accounts:leave_protocol", pk)
        return redirect("accounts:leave_duties", pk)
    things = leaving.everything_held_by(person)
    context = {"person": person, "form": form, "things": things, "draft": departure}
    return render(request, "accounts/leaving/last_day.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def duties(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Second step: who takes over what."""
    person = _find(request, pk)
    departure = _draft(person)
    if departure is None:
        return redirect("accounts:leave", pk)
    form = _successors_form(request, departure)
    if request.method == "POST" and form.is_valid():
        try:
            leaving.choose_successors(departure, by=request.user, chosen=form.chosen)
        except DepartureMoved:
            return redirect("accounts:leave_protocol", pk)
        return redirect("accounts:leave_summary", pk)
    context = {"person": person, "departure": departure, "form": form}
    return render(request, "accounts/leaving/duties.html", context)


@login_required
@require_safe
@reauthentication_required
def summary(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Third step: everything once more, before it is confirmed."""
    person = _find(request, pk)
    departure = _draft(person)
    if departure is None:
        return redirect("accounts:leave", pk)
    held = {(duty.key, it.key) for duty, it in leaving.everything_held_by(person)}
    if held != {(item.duty, item.key) for item in departure.handovers.all()}:
        # Something came or went since the second step: choose again.
        return redirect("accounts:leave_duties", pk)
    context = {
        "person": person,
        "departure": departure,
        "closes_now": departure.last_day <= timezone.localdate(),
    }
    return render(request, "accounts/leaving/summary.html", context)


@login_required
@require_POST
@reauthentication_required
def confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Make it sure; a second click finds it done."""
    person = _find(request, pk)
    departure = _draft(person)
    if departure is not None:
        leaving.confirm_departure(departure, by=request.user)
        messages.success(request, _("It is settled. The protocol is below."))
    return redirect("accounts:leave_protocol", pk)


@login_required
@require_POST
@reauthentication_required
def cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Call off what has not happened yet."""
    person = _find(request, pk)
    departure = Departure.objects.open().filter(person=person).first()
    if departure is not None and _called_off(departure, request.user):
        messages.success(request, _("Called off: nothing changes for this person."))
    else:
        messages.info(request, _("There was nothing to call off any more."))
    return redirect("accounts:person", pk)


@login_required
@require_safe
def protocol(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show on one page, fit to print, who took over what."""
    person = find_managed(request, pk)
    told = Departure.objects.told().for_protocol().order_by("-pk")
    departure = told.filter(person=person).first()
    if departure is None:
        raise Http404
    context = {
        "person": person,
        "departure": departure,
        "may_end": can(request.user, Verb.END, person),
    }
    return render(request, "accounts/leaving/protocol.html", context)


def _called_off(departure: Departure, by: User) -> bool:
    try:
        leaving.cancel_departure(departure, by=by)
    except DepartureMoved:
        return False
    return True


def _find(request: AuthenticatedHttpRequest, pk: int) -> User:
    """Find somebody whose account is open and whom this reader may let go."""
    person = find_managed(request, pk)
    if not can(request.user, Verb.END, person):
        raise PermissionDenied
    get_object_or_404(User.objects.active(), pk=pk)
    return person


def _draft(person: User) -> Departure | None:
    drafts = Departure.objects.for_protocol().filter(state=DepartureState.DRAFT)
    return drafts.filter(person=person).first()


def _successors_form(
    request: AuthenticatedHttpRequest, departure: Departure
) -> SuccessorsForm:
    things = [
        (duty, held, list(duty.candidates(held, request.user)))
        for duty, held in leaving.everything_held_by(departure.person)
    ]
    chosen = {
        (item.duty, item.key): item.successor_id for item in departure.handovers.all()
    }
    posted = request.POST if request.method == "POST" else None
    return SuccessorsForm(posted, things=things, chosen=chosen)
