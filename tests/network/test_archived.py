"""A closed network is for reading: nothing in it changes any more."""

import pytest
from django.test import Client

from accounts.models import User
from network.actions.networks import archive_network
from network.actions.posts import edit_post
from network.exceptions import NetworkArchived
from network.models import Post
from tests.factories.network import make_network, make_topic


@pytest.fixture
def post(maria: User, karol: User) -> Post:
    topic = make_topic(maria, network=make_network(maria, coordinator=karol))
    archive_network(topic.network)
    found: Post = topic.posts.get()
    return found


def test_post_of_an_archived_network_cannot_be_changed(
    client: Client, maria: User, post: Post
) -> None:
    client.force_login(maria)
    address = f"/sieci/{post.topic.network.slug}/watki/{post.topic_id}/wpisy/{post.pk}/"

    answer = client.post(f"{address}edytuj/", {"text": "Inaczej", "base_version": 1})

    assert answer.status_code == 403
    assert Post.objects.get(pk=post.pk).version == 1
    with pytest.raises(NetworkArchived):
        edit_post(post, text="Inaczej", base_version=1)
