"""How a network lives, for the people who coordinate it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.audit import record
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import AuditVerb
from network.exports.activity import table_of_activity
from network.models.access import Standing
from network.models.activity import QUIET_AFTER, activity_of, waiting_topics
from network.views.fetching import allow, find_open_network


def _coordinated(request: AuthenticatedHttpRequest, slug: str) -> Standing:
    """Find the network; 404 to whom its inside is closed, 403 to other members."""
    standing = find_open_network(request.user, slug)
    allow(standing.coordinates)
    return standing


@login_required
@require_safe
def activity(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Show who wrote lately, who is quiet, and what nobody answered."""
    network = _coordinated(request, slug).network
    members = activity_of(network)
    context = {
        "network": network,
        "members": members,
        "quiet": sum(each.is_quiet for each in members),
        "days": QUIET_AFTER,
        "topics": waiting_topics(network),
        "here": _("Activity"),
    }
    return render(request, "network/activity.html", context)


@login_required
@require_POST
@transaction.atomic
def activity_table(
    request: AuthenticatedHttpRequest, slug: str, extension: str
) -> HttpResponse:
    """Give the members' activity as a file; it names people, so it is written down."""
    network = _coordinated(request, slug).network
    response = download(table_of_activity(network, activity_of(network)), extension)
    record(AuditVerb.TABLE_DOWNLOADED, actor=request.user, detail=request.path)
    return response
