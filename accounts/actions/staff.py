"""What a head does with the accounts of the staff, beside inviting."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.actions.audit import record
from accounts.actions.roles import end_role, grant_role
from accounts.actions.staff_mail import write_to
from accounts.changes import person_changed
from accounts.models import AuditVerb, Institution, RoleAssignment, User
from accounts.roles import Role

# What somebody does at an institution; the rest is granted by the gmina.
STAFF_ROLES = (Role.TEACHER, Role.SPECIALIST)


@transaction.atomic
def change_staff_role(
    person: User, *, role: Role, institution: Institution, actor: User
) -> None:
    """Make a teacher a specialist, or the other way round; again = nothing."""
    others = [each for each in STAFF_ROLES if each != role]
    for held in _held(person, institution).filter(role__in=others):
        end_role(
            person, role=Role(held.role), institution=held.institution, actor=actor
        )
    if not _held(person, institution).filter(role=role).exists():
        grant_role(person, role=role, institution=institution, actor=actor)


def _held(person: User, institution: Institution) -> QuerySet[RoleAssignment]:
    """Roles held here: a role without a place is held where the person works."""
    here = Q(institution=institution)
    if person.institution_id == institution.pk:
        here |= Q(institution__isnull=True)
    held = RoleAssignment.objects.current().filter(here, user=person)
    return held.select_related("institution")


@transaction.atomic
def restore_person(
    person: User, *, role: Role, institution: Institution, actor: User
) -> bool:
    """Open an ended account again, with a role; False when it is open already.

    Password and authorship are as they were; sessions and other roles are not.
    """
    ended = User.objects.filter(pk=person.pk, is_active=False)
    if not ended.update(is_active=True, institution=institution):
        return False
    person.refresh_from_db(fields=["is_active", "institution"])
    person_changed(person.pk)
    change_staff_role(person, role=role, institution=institution, actor=actor)
    write_to(person.email, "restored", person=person, institution=institution)
    record(
        AuditVerb.PERSON_RESTORED, actor=actor, subject=person, institution=institution
    )
    return True


@transaction.atomic
def delegate_care(
    person: User, *, institution: Institution, ends_on: date | None, actor: User
) -> RoleAssignment:
    """Let a deputy or the IT person look after accounts here; again = new end."""
    held = grant_role(
        person,
        role=Role.SCHOOL_IT,
        institution=institution,
        ends_on=ends_on,
        actor=actor,
    )
    write_to(
        person.email,
        "delegated",
        person=person,
        institution=institution,
        ends_on=ends_on,
    )
    return held


@transaction.atomic
def end_care(person: User, *, institution: Institution, actor: User) -> None:
    """End the delegation at once. Raises `RoleNotHeld`."""
    end_role(person, role=Role.SCHOOL_IT, institution=institution, actor=actor)
