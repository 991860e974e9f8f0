from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.editors import keep_editor_in_step
from accounts.actions.people import end_sessions
from accounts.changes import person_changed
from accounts.exceptions import RoleNotHeld
from accounts.models import AuditVerb, Institution, RoleAssignment, User
from accounts.roles import SECOND_FACTOR_ROLES, Role


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: Role,
    institution: Institution | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: User | None = None,
) -> RoleAssignment:
    """Give `user` a role, for the gmina or one institution; again = new dates."""
    assignment, _created = RoleAssignment.objects.update_or_create(
        user=user,
        role=role,
        institution=institution,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    user.forget_rights()
    keep_editor_in_step(user)
    person_changed(user.pk)
    record(
        AuditVerb.ROLE_GRANTED,
        actor=actor,
        subject=user,
        institution=institution,
        detail=_described(assignment),
    )
    return assignment


@transaction.atomic
def end_role(
    user: User,
    *,
    role: Role,
    institution: Institution | None = None,
    actor: User | None = None,
) -> None:
    """Take a role away at once, and sign out who could change what others see.

    Raises `RoleNotHeld`.
    """
    held = RoleAssignment.objects.current().filter(
        user=user, role=role, institution=institution
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    # A role that only began today leaves no day on which it was held.
    deleted, _per_model = held.filter(starts_on__gt=yesterday).delete()
    if not deleted and not held.update(ends_on=yesterday):
        raise RoleNotHeld(role)
    user.forget_rights()
    keep_editor_in_step(user)
    person_changed(user.pk)
    if role in SECOND_FACTOR_ROLES:
        end_sessions(user)
    record(
        AuditVerb.ROLE_ENDED,
        actor=actor,
        subject=user,
        institution=institution,
        detail=role,
    )


def _described(assignment: RoleAssignment) -> str:
    """Say for the log which role it is and its dates, in keys and not in a language."""
    starts, ends = assignment.starts_on, assignment.ends_on
    dates = f"{starts or ''}…{ends or ''}" if starts or ends else ""
    return f"{assignment.role} {dates}".strip()
