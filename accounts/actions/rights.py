"""Giving and taking rights by somebody, who must be allowed to."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.roles import end_role, grant_role
from accounts.changes import person_changed
from accounts.exceptions import NotAllowed
from accounts.models import AuditVerb, Institution, RoleAssignment, User
from accounts.models.access import Verb, can, roles_granted_by
from accounts.roles import Role


@transaction.atomic
def give_role(
    person: User,
    *,
    by: User,
    role: Role,
    institution: Institution | None,
    starts_on: date | None,
    ends_on: date | None,
) -> RoleAssignment:
    """Give `person` a role; given again, it gets the new dates. Raises `NotAllowed`."""
    _check(by, person, role)
    return grant_role(
        person,
        role=role,
        institution=institution,
        starts_on=starts_on,
        ends_on=ends_on,
        actor=by,
    )


@transaction.atomic
def take_role(assignment: RoleAssignment, *, by: User) -> None:
    """End a role, also one that has not begun. Raises `NotAllowed` or `RoleNotHeld`."""
    role, person = Role(assignment.role), assignment.user
    _check(by, person, role)
    today = timezone.localdate()
    if assignment.starts_on is None or assignment.starts_on <= today:
        end_role(person, role=role, institution=assignment.institution, actor=by)
        return
    gone, _per_model = RoleAssignment.objects.filter(pk=assignment.pk).delete()
    if gone:
        record(
            AuditVerb.ROLE_ENDED,
            actor=by,
            subject=person,
            institution=assignment.institution,
            detail=role,
        )


@transaction.atomic
def move_person(
    person: User, *, by: User, institution: Institution | None, ends_roles: bool
) -> User:
    """Have `person` work elsewhere from now on; with `ends_roles`, only there.

    Raises `NotAllowed`.
    """
    if not can(by, Verb.CHANGE_ROLE, person) or not roles_granted_by(by):
        raise NotAllowed
    left = person.institution
    if left == institution:
        return person
    if ends_roles and left is not None:
        held = person.role_assignments.not_over().filter(institution=left)
        for assignment in held.select_related("user", "institution"):
            take_role(assignment, by=by)
    person.institution = institution
    person.save(update_fields=["institution"])
    person.forget_rights()
    person_changed(person.pk)
    record(
        AuditVerb.PERSON_MOVED,
        actor=by,
        subject=person,
        institution=institution,
        detail=f"{left.short_name if left else '–'} → "
        f"{institution.short_name if institution else '–'}",
    )
    return person


def _check(by: User, person: User, role: Role) -> None:
    """Refuse, unless `by` may; two administrators cannot end each other at once."""
    if role == Role.ADMINISTRATOR:
        # One after another: whoever comes second has to look again who they are.
        held = RoleAssignment.objects.select_for_update().filter(role=role)
        list(held.order_by("pk"))
        by.forget_rights()
    if role not in roles_granted_by(by) or not can(by, Verb.CHANGE_ROLE, person):
        raise NotAllowed
