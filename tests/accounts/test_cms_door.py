"""The CMS is for editors and administrators; others do not find it there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.actions.editors import EDITORS
from accounts.actions.roles import end_role, grant_role
from accounts.models import User
from accounts.roles import CMS_ROLES, Role
from tests.factories.accounts import make_user, protect


def _cms_paths() -> list[str]:
    """Every address under /cms/ that takes no argument, from the resolver."""
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, path)
            elif path.startswith("cms/") and not set("<(^") & set(path):
                found.append("/" + path)

    walk(get_resolver().url_patterns, "")
    return found


def _statuses(client: Client) -> set[int]:
    return {client.get(path).status_code for path in _cms_paths()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - CMS_ROLES))
def test_no_page_of_the_cms_answers_anybody_else(client: Client, role: Role) -> None:
    person = make_user("filip", role)
    protect(person)
    client.force_login(person)

    assert _statuses(client) <= {404}


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_only_door(client: Client) -> None:
    answers = [client.get(path) for path in _cms_paths()]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert {
        answer["Location"].split("?")[0]
        for answer in answers
        if answer.status_code == 302
    } <= {"/konto/login/"}


@pytest.mark.django_db
def test_a_superuser_without_the_role_is_nobody_here(client: Client) -> None:
    person = User.objects.create_superuser("root@example.org", "x")
    protect(person)
    client.force_login(person)

    assert _statuses(client) <= {404}


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(CMS_ROLES))
def test_an_editor_finds_the_cms(client: Client, role: Role) -> None:
    person = make_user("edyta", role)
    protect(person)
    client.force_login(person)

    assert client.get("/cms/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(CMS_ROLES))
def test_an_editor_may_write_pages(role: Role) -> None:
    person = make_user("edyta", role)

    assert person.has_perm("wagtailadmin.access_admin")
    assert PagePermissionPolicy().user_has_permission(person, "publish")
    assert not person.is_superuser


def test_a_former_editor_may_not(db: None) -> None:
    person = make_user("edyta", Role.EDITOR)

    end_role(person, role=Role.EDITOR)

    person = User.objects.get(pk=person.pk)
    assert not person.has_perm("wagtailadmin.access_admin")
    assert not person.groups.filter(name=EDITORS).exists()


def test_one_of_two_roles_is_enough(db: None) -> None:
    person = make_user("edyta", Role.EDITOR, Role.ADMINISTRATOR)

    end_role(person, role=Role.EDITOR)

    assert User.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")
    assert person.groups.filter(name=EDITORS).exists()


def test_an_expired_editor_is_out_though_nobody_swept(client: Client, db: None) -> None:
    person = make_user("edyta", Role.EDITOR)
    protect(person)
    yesterday = timezone.localdate() - timedelta(days=1)
    person.role_assignments.update(ends_on=yesterday)
    client.force_login(person)

    assert _statuses(client) <= {404}
    assert not User.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


def test_the_group_alone_opens_nothing(client: Client, maria: User) -> None:
    maria.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(maria)

    assert not maria.has_perm("wagtailadmin.access_admin")
    assert _statuses(client) <= {404}


def test_no_role_may_manage_accounts_in_the_cms(db: None) -> None:
    person = make_user("adam", Role.ADMINISTRATOR)

    assert not person.has_perm("accounts.add_user")
    assert not person.has_perm("accounts.change_user")


def test_granting_again_keeps_one_group(db: None) -> None:
    person = make_user("edyta", Role.EDITOR)

    grant_role(person, role=Role.EDITOR)

    assert person.groups.count() == 1
