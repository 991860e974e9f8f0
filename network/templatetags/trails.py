"""Where pages of networks stand."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from network.models import Network, Topic

register = template.Library()


@register.simple_tag
def network_trail(
    network: Network | None = None, topic: Topic | None = None, here: str = ""
) -> list[tuple[str, str]]:
    """The way to a page: the networks, one network, its topic, and what is `here`."""
    steps = [(_("Networks"), reverse("network:list"))]
    if network:
        steps.append((network.name, network.get_absolute_url()))
    if topic:
        steps.append((topic.title, topic.get_absolute_url()))
    return [*steps, (here, "")] if here else steps
