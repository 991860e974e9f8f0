"""The CMS exists for editors and administrators, and publishes no material."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver
from wagtail.admin import urls as cms_urls

from accounts.models import User
from accounts.roles import Role
from bank.models import AuthorState
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan

OTHERS = [role for role in Role if role not in {Role.EDITOR, Role.ADMINISTRATOR}]


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = "/cms/"
) -> Iterator[str]:
    """Every address of the admin, with something believable for each parameter."""
    for each in patterns:
        route = prefix + _filled(each)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        else:
            yield route


def _filled(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    if "^" in route or "(" in route:
        return "cokolwiek/"
    for converter in pattern.pattern.converters:
        for kind in ("int", "str", "slug", "path", "uuid"):
            route = route.replace(f"<{kind}:{converter}>", "1")
        route = route.replace(f"<{converter}>", "1")
    return route


ALL = sorted(set(addresses(cms_urls.urlpatterns)))


def test_map_is_the_whole_admin() -> None:
    assert len(ALL) > 150
    assert "/cms/pages/1/edit/" in ALL


@pytest.mark.parametrize("role", OTHERS)
def test_whole_admin_is_absent_for(client: Client, db: None, role: Role) -> None:
    client.force_login(make_user("ktos", role))

    with override_settings(DEMO=True):
        answers = {client.get(address).status_code for address in ALL}

    assert answers <= {302, 403, 404}


def test_guest_is_led_to_the_door(client: Client, db: None) -> None:
    for address in ("/cms/", "/cms/pages/", "/cms/materialy/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/konto/login/")


@pytest.fixture
def editor(db: None) -> User:
    return make_user("redaktorka", Role.EDITOR)


@override_settings(DEMO=True)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/cms/", 200),
        ("/cms/materialy/", 200),
        ("/cms/images/", 200),
        ("/cms/documents/", 200),
        ("/cms/snippets/", 404),
        ("/cms/workflows/list/", 404),
        ("/cms/workflows/tasks/index/", 404),
        ("/cms/users/", 404),
        ("/cms/groups/", 404),
        ("/cms/sites/", 404),
        ("/cms/redirects/", 404),
        ("/cms/reports/locked/", 404),
        ("/cms/pages/1/privacy/", 404),
        ("/cms/bulk/accounts/user/delete/", 404),
        ("/cms/failwhale/", 404),
        ("/cms/embeds/chooser/", 404),
    ],
)
def test_editor_finds_only_what_we_use(
    client: Client, editor: User, address: str, status: int
) -> None:
    client.force_login(editor)

    assert client.get(address).status_code == status


@override_settings(DEMO=True)
def test_editor_has_one_account_and_it_is_ours(client: Client, editor: User) -> None:
    client.force_login(editor)

    for answer in (client.get("/cms/account/"), client.post("/cms/account/")):
        assert answer.headers["Location"] == "/konto/"


@override_settings(DEMO=True)
def test_editor_reaches_the_pages(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.get("/cms/pages/", follow=True).status_code == 200


def test_editor_without_second_factor_sets_it_up_first(
    client: Client, editor: User
) -> None:
    client.force_login(editor)

    assert client.get("/cms/").status_code == 302


@override_settings(DEMO=True, CMS_ENABLED=False)
def test_switched_off_cms_is_absent_for_everybody(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.get("/cms/").status_code == 404
    assert client.get("/cms/materialy/").status_code == 404


@override_settings(DEMO=True)
def test_inline_scripts_are_allowed_in_the_cms_only(
    client: Client, editor: User
) -> None:
    client.force_login(editor)

    inside = client.get("/cms/").headers["Content-Security-Policy"]
    outside = client.get("/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in inside
    assert "unsafe" not in outside


@override_settings(DEMO=True)
def test_list_of_materials_says_who_waits_and_offers_no_deed(
    client: Client, editor: User, maria: User
) -> None:
    make_lesson_plan(maria, title="Cykl życia motyla", state=AuthorState.WAITING)
    make_lesson_plan(maria, title="Kanarek w szkicu", state=AuthorState.DRAFT)
    client.force_login(editor)

    page = client.get("/cms/materialy/").content.decode()

    assert "Cykl życia motyla" in page
    assert "U moderatora" in page
    assert maria.get_full_name() in page
    assert "Kanarek" not in page
    assert client.post("/cms/materialy/").status_code == 405


def test_no_request_leaves_because_of_the_cms() -> None:
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []
