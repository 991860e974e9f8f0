"""What of a leaving person's the accounts themselves know: roles of a place."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.roles import end_role, grant_role
from accounts.handover import Duty, Held, register_duty
from accounts.models import RoleAssignment, User
from accounts.models.access import Verb, can, roles_granted_by
from accounts.roles import GMINA_ROLES, ROLES_OF_A_PLACE, Role

# A place without its head or its IT person, a gmina without this moderator.
_HANDED_ON = ROLES_OF_A_PLACE | (GMINA_ROLES - {Role.OBSERVER})
_MOST = 300


def register_duties() -> None:
    register_duty(
        Duty(
            "accounts.role",
            label=_("Role"),
            held_by=_roles_of,
            candidates=_may_take_role,
            hand_over=_hand_role,
        )
    )


def _roles_of(person: User) -> list[Held]:
    held = person.role_assignments.current().filter(role__in=_HANDED_ON)
    return [
        Held(
            person,
            key=f"{assignment.role}:{assignment.institution_id or ''}",
            label=_in_words(assignment),
        )
        for assignment in held.for_account_home()
    ]


def _in_words(held: RoleAssignment) -> str:
    place = f", {held.institution.name}" if held.institution else ""
    return f"{held.get_role_display()}{place}"


def _may_take_role(held: Held, actor: User) -> Iterable[User]:
    """Name colleagues; nobody where `actor` may not give this role at all."""
    assignment = _assignment(held)
    role = Role(assignment.role)
    delegates = role == Role.SCHOOL_IT and can(actor, Verb.DELEGATE, held.person)
    if role not in roles_granted_by(actor) and not delegates:
        return []
    people = User.objects.active().managed_by(actor).exclude(pk=held.person.pk)
    if assignment.institution_id:
        people = people.filter(institution=assignment.institution_id)
    return list(people.select_related("institution")[:_MOST])


def _hand_role(held: Held, to: User | None, actor: User | None) -> None:
    """Give the role on; somebody who has it already keeps it as it is."""
    assignment = _assignment(held)
    role, place = Role(assignment.role), assignment.institution
    end_role(held.person, role=role, institution=place, actor=actor)
    if to is None:
        return
    has_it = to.role_assignments.current().filter(role=role, institution=place)
    if not has_it.exists():
        grant_role(
            to,
            role=role,
            institution=place,
            starts_on=timezone.localdate(),
            actor=actor,
        )


def _assignment(held: Held) -> RoleAssignment:
    role, _colon, place = held.key.partition(":")
    current = held.person.role_assignments.current().select_related("institution")
    return current.get(role=role, institution=int(place) if place else None)
