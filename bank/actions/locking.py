"""One writer at a time per material, on both databases."""

from accounts.models import User
from bank.exceptions import NotAllowed, WrongState
from bank.models import Material
from bank.models.access import Verb, fits, may


def reload(material: Material) -> Material:
    """Read the material anew, as its kind."""
    fresh: Material = Material.objects.get(pk=material.pk)
    return fresh.specific


def take(material: Material, *, by: User, verb: Verb) -> Material:
    """Lock the row and give the material as it is now, as its kind.

    Two moderators, two tabs or a double click race for the same material: the
    second waits here and then sees what the first did. Raises `NotAllowed` or
    `WrongState`.
    """
    locked = Material.objects.select_for_update().get(pk=material.pk).specific
    if not may(by, verb, locked):
        raise NotAllowed(verb)
    if not fits(verb, locked):
        raise WrongState(verb)
    return locked
