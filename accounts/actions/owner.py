from django.db import transaction

from accounts.actions.people import create_person
from accounts.actions.roles import grant_role
from accounts.exceptions import OwnerExists
from accounts.models import User
from accounts.roles import Role


@transaction.atomic
def appoint_owner(
    *, email: str, first_name: str, last_name: str, another: bool = False
) -> User:
    """Make the person who sets the site up; the same address again is the same person.

    Raises `OwnerExists` when somebody else administers already, unless `another`.
    """
    address = email.strip().lower()
    known: User | None = User.objects.filter(email=address).first()
    if known is not None and known.has_role(Role.ADMINISTRATOR):
        return known
    if not another and User.objects.holding(Role.ADMINISTRATOR).exists():
        raise OwnerExists
    person = known or create_person(
        email=address, first_name=first_name, last_name=last_name
    )
    grant_role(person, role=Role.ADMINISTRATOR)
    return person
