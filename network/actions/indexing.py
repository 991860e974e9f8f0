"""Telling search what of a network to look at again."""

from collections.abc import Collection

from network.models import Post
from search.actions import record_change

POST, NETWORK = "post", "network"


def person_changed(pks: Collection[int], *, renamed: bool) -> None:
    """Have posts found and shown under their author's present name."""
    if renamed:
        posts = Post.objects.filter(author__in=pks).values_list("pk", flat=True)
        record_change(POST, *posts)
