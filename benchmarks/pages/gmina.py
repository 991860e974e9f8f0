"""A large gmina in an empty database: people, materials, networks, posts, news."""

import sys
import tempfile
from pathlib import Path

from django.core.management import call_command

from accounts.actions.roles import grant_role
from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import Material
from benchmarks.pages.materials import write_materials
from network.models import Network, Post
from tests import crowd

INSTITUTIONS, PEOPLE, NETWORKS = 60, 2000, 100
TOPICS, POSTS = 1000, 50_000
MEMBERS, TOLD, NEWS = 60, 200, 300
TEACHER = "nauczyciel@demo.example"


def fill(materials: int) -> None:
    """Make what is not there yet; the materials through `importmaterials`."""
    call_command("migrate", verbosity=0)
    call_command("demo", if_empty=True)
    if Material.objects.count() < materials:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "materials.jsonl"
            write_materials(path, materials)
            call_command("importmaterials", path, owner="moderator@demo.example")
        call_command("reindex")
    if Network.objects.count() < NETWORKS:
        _talk()


def _talk() -> None:
    """Put the people into networks and let them write."""
    crowd.add_institutions(INSTITUTIONS)
    places = list(Institution.objects.all())
    people = [
        user
        for place in places
        for user in crowd.add_people(PEOPLE // len(places), institution=place)
    ]
    for user in people[:200]:
        grant_role(user, role=Role.TEACHER)
    teacher = User.objects.get(email=TEACHER)
    networks = crowd.add_networks(people[0], NETWORKS, member=teacher)
    topics = []
    for place, network in enumerate(networks):
        crowd.add_members(network, people[1 + place : 1 + place + MEMBERS])
        topics += crowd.add_topics(network, people[0], TOPICS // NETWORKS)
    # Of two lengths: most are short, a few run over many pages.
    long, short = topics[:: TOPICS // 20], topics
    for topic in long:
        crowd.add_posts(topic, people[:50], POSTS // 2 // len(long))
    for topic in short:
        crowd.add_posts(topic, people[:50], POSTS // 2 // len(short))
    told = Post.objects.filter(topic__network__in=networks[1::2])[:TOLD]
    crowd.tell(teacher, list(told))
    crowd.add_news(people[0], NEWS)
    print(
        f"{Material.objects.count()} materials, {User.objects.count()} people, "
        f"{Post.objects.count()} posts",
        file=sys.stderr,
    )
