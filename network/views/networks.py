from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import AuthenticatedHttpRequest
from network.actions.networks import create_network, describe_network
from network.exceptions import NameTaken
from network.forms.people import DescriptionForm, LevelForm, NetworkForm, NoteForm
from network.models import Membership, MemberState
from network.models.access import Standing, can_create_network, oversees
from network.models.desk import open_invitations, other_networks, own_networks
from network.models.own_level import own_level
from network.views.fetching import allow, find_network
from network.views.topic_lists import TopicList

NETWORKS_PER_PAGE = 20


@login_required
@require_GET
def network_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show one's own networks, invitations, and the networks one may join."""
    others = Paginator(other_networks(request.user), NETWORKS_PER_PAGE)
    context = {
        "own": own_networks(request.user),
        "invitations": open_invitations(request.user),
        "page": others.get_page(request.GET.get("strona")),
        "may_create": can_create_network(request.user),
    }
    return render(request, "network/network_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_network(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Make a network: for the office, administrators and coordinators."""
    allow(can_create_network(request.user))
    form = NetworkForm(
        request.POST or None, by=request.user, may_appoint=oversees(request.user)
    )
    if request.method == "POST" and form.is_valid():
        fields = {"coordinator": request.user, **form.cleaned_data}
        try:
            network = create_network(by=request.user, **fields)
        except NameTaken:
            form.add_error("name", _("Another network has this name."))
        else:
            messages.success(request, _("The network is ready. Invite people to it."))
            return redirect("network:people", network.slug)
    return render(request, "network/network_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def describe(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Change what a network says of itself."""
    standing = find_network(request.user, slug)
    allow(standing.manages_people)
    network = standing.network
    fields = ("purpose", "audience", "joining", "default_level")
    initial = {name: getattr(network, name) for name in fields}
    form = DescriptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        describe_network(network, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(network)
    context = {"form": form, "network": network}
    return render(request, "network/network_describe.html", context)


@login_required
@require_GET
def network(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Show a network: the card to everyone, what is inside to its members."""
    standing = find_network(request.user, slug)
    leading = Membership.objects.coordinating().filter(network=standing.network)
    context = {
        "network": standing.network,
        "standing": standing,
        "leaders": leading.select_related("user__institution"),
    }
    if standing.is_member:
        context |= _inside(request, standing)
    else:
        context["form"] = NoteForm()
    return render(request, "network/network.html", context)


def _inside(request: AuthenticatedHttpRequest, standing: Standing) -> dict[str, object]:
    level = own_level(request.user, standing.network)
    waiting = standing.network.memberships.filter(state=MemberState.REQUESTED)
    return {
        "topics": TopicList.from_query(request.GET, request.user, standing.network),
        "level": level,
        "level_form": LevelForm(initial={"level": level}),
        "requests": waiting.count() if standing.manages_people else 0,
    }
