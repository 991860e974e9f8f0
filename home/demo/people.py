"""The institutions of the invented gmina and everybody who works there."""

from anyascii import anyascii
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from accounts.actions.people import create_person
from accounts.actions.roles import grant_role
from accounts.models import Institution, InstitutionGroup, Municipality, User
from accounts.roles import Role
from bank.actions.teaching import choose_teaching
from bank.models import ClassYear, Subject
from home.demo import content
from home.demo.stage import Stage

DOMAIN = "demo.example"
PASSWORD = "demo-bank-wiedzy"  # noqa: S105  # printed in the README, refused in production
ACCOUNTS = (
    *("nauczyciel", "moderator", "koordynator", "dyrektor"),
    *("mzo", "redaktor", "admin"),
)
ROLES_OF_A_PLACE = frozenset({Role.HEAD, Role.SCHOOL_IT})


def address(key: str) -> str:
    return f"{key}@{DOMAIN}"


def set_up_people(stage: Stage) -> None:
    """Make the gmina, its institutions, the people and their roles; they were always there."""
    gmina = content.gmina()
    Municipality.objects.create(pk=1, name=gmina["municipality"], terc=gmina["terc"])
    Municipality.forget_name()
    for table in content.institutions():
        stage.institutions[table["key"]] = _make_institution(table)
    for table in content.people():
        stage.people[table["key"]] = _make_person(stage, table)
    # One hash for all sixty: hashing is slow on purpose, and the password is public.
    encoded = make_password(PASSWORD)
    User.objects.filter(email__endswith=f"@{DOMAIN}").update(password=encoded)


def _make_institution(table: content.Table) -> Institution:
    group = None
    if name := table.get("group"):
        group, _created = InstitutionGroup.objects.get_or_create(name=name)
    return Institution.objects.create(
        name=table["name"],
        short_name=table["short_name"],
        slug=slugify(anyascii(table["short_name"])),
        kind=table["kind"],
        rspo=table["rspo"],
        town=table["town"],
        group=group,
    )


def _make_person(stage: Stage, table: content.Table) -> User:
    place = stage.institutions.get(table.get("institution", ""))
    person = create_person(
        email=address(table["key"]),
        first_name=table["first_name"],
        last_name=table["last_name"],
        institution=place,
    )
    for role in map(Role, table["roles"]):
        scope = place if role in ROLES_OF_A_PLACE else None
        grant_role(person, role=role, institution=scope)
    if "subjects" in table:
        choose_teaching(
            person,
            subjects=Subject.objects.filter(code__in=table["subjects"]),
            class_years=ClassYear.objects.filter(code__in=table["classes"]),
        )
    for key in table.get("also_heads", []):
        grant_role(person, role=Role.HEAD, institution=stage.institutions[key])
    return person
