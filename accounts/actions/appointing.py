"""Giving the first people of a gmina what they are to do."""

from django.db import transaction

from accounts.actions.invitations import invite_people
from accounts.actions.roles import grant_role
from accounts.exceptions import AlreadyInvited
from accounts.importing.people import Row
from accounts.models import Institution, User
from accounts.roles import GMINA_ROLES, Role

APPOINTED = (Role.MODERATOR, Role.HEAD, Role.OFFICE, Role.EDITOR)


@transaction.atomic
def appoint(who: Row, *, institution: Institution, actor: User) -> User | None:
    """Give the role to who has an account, at once; invite who has none.

    Returns the person, or nothing when an invitation went out. Raises
    `AlreadyInvited` when one is open.
    """
    person: User | None = User.objects.active().filter(email=who.email).first()
    if person is None:
        if not invite_people(institution, people=[who], actor=actor):
            raise AlreadyInvited(who.email)
        return None
    role = Role(who.role)
    place = None if role in GMINA_ROLES else institution
    grant_role(person, role=role, institution=place, actor=actor)
    return person
