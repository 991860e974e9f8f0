from accounts.models import User
from network.markdown import Rendered, render
from network.models import Membership, Network, Post


def render_in(network: Network, source: str) -> Rendered:
    """Render what was typed in `network`; only its members can be mentioned."""
    return render(source, _names(network) if "@" in source else {})


def people_named(network: Network, rendered: Rendered) -> list[User]:
    """Find the members whose handles a text holds."""
    if not rendered.handles:
        return []
    named = Membership.objects.active().filter(
        network=network, handle__in=rendered.handles
    )
    return [membership.user for membership in named.select_related("user")]


def record_mentions(post: Post, people: list[User]) -> None:
    """Keep the mentions of `post` equal to `people`."""
    post.mentions.exclude(user__in=people).delete()
    held = set(post.mentions.values_list("user_id", flat=True))
    post.mentions.bulk_create(
        [
            post.mentions.model(post=post, user=person)
            for person in people
            if person.pk not in held and person.pk != post.author_id
        ]
    )


def _names(network: Network) -> dict[str, str]:
    members = Membership.objects.active().filter(network=network)
    return {
        membership.handle: membership.user.get_full_name()
        for membership in members.select_related("user")
    }
