"""Materials like one at hand, for its page and for whoever hands one in."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from bank.actions.history import SEARCH_SOURCE
from bank.models import Material
from search.similar import Text, doubles_of, similar_to
from search.sources import Card


def similar_materials(material: Material, user: User | AnonymousUser) -> list[Card]:
    """Name published materials on the same thing that `user` may open."""
    return similar_to(_text(material), user)


def doubles_of_material(material: Material, user: User) -> list[str]:
    """Give titles of published materials that say nearly the same as this one."""
    return [card.title for card in doubles_of(_text(material), user)]


def _text(material: Material) -> Text:
    return Text((SEARCH_SOURCE, material.pk), material.title, material.summary)
