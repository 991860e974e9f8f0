"""What the head of the school in `tests/world.py` has on her list of people."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.actions.joining import renew_code
from accounts.actions.people import deactivate_person
from accounts.actions.staff_lists import keep_list
from accounts.importing.people import Row, Understood
from accounts.models import (
    Institution,
    Invitation,
    JoinCode,
    JoinRequest,
    RoleAssignment,
    StaffList,
    User,
)
from accounts.roles import Role
from tests.factories.accounts import make_invitation, make_join_request, make_user


@dataclass(frozen=True)
class Staff:
    """One of each that may stand on the list of people of a school."""

    school: Institution
    other: Institution
    invitation: Invitation
    request: JoinRequest
    code: JoinCode
    ended: User
    understood: StaffList
    works: User
    helps_elsewhere: RoleAssignment

    def named(self) -> dict[str, dict[str, object]]:
        """Give what the addresses of each of these are made of."""
        here: dict[str, object] = {"slug": self.school.slug}
        return {
            "staff": here,
            "staff_list": {**here, "list_pk": self.understood.pk},
            "staff_invited": {**here, "pk": self.invitation.pk},
            "staff_asking": {**here, "pk": self.request.pk},
            "staff_ended": {**here, "pk": self.ended.pk},
            "staff_works": {**here, "pk": self.works.pk},
            "staff_elsewhere": {"slug": self.other.slug, "pk": self.helps_elsewhere.pk},
            "join_code": {"code": self.code.code},
        }


def make_staff(
    school: Institution,
    other: Institution,
    people: dict[str, User],
    secrets: dict[str, str],
) -> Staff:
    """Invite, let ask and part with people at the school of dorota."""
    head = people["dorota"]
    ended = make_user("halina", Role.TEACHER, institution=school)
    row = Row(1, "nowa@example.org", "Nowa", "Osoba")
    return Staff(
        school=school,
        other=other,
        invitation=make_invitation(
            school, head, email=f"{secrets['invitation']}@example.org"
        ),
        request=make_join_request(school, f"{secrets['asking']}@example.org"),
        code=renew_code(school, actor=head),
        ended=deactivate_person(ended, actor=head),
        understood=keep_list(school, understood=Understood([row]), actor=head),
        works=people["maria"],
        helps_elsewhere=people["ignacy"].role_assignments.get(),
    )
