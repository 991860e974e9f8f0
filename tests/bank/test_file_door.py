"""The one door of stored files: who may, and with which headers."""

from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Institution, User
from bank.actions.content import AttachedFile
from bank.actions.drafts import save_draft
from bank.actions.published import withdraw
from bank.actions.review import publish
from bank.actions.submission import submit_for_review
from bank.models import AuthorState, Material, StoredFile, Visibility
from tests.factories.bank import make_lesson_plan
from tests.factories.files import PDF, make_file, office, picture


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def version_of(material: Material) -> int:
    fresh: Material = Material.objects.get(pk=material.pk)
    return fresh.edit_version


def attach(material: Material, file: StoredFile, by: User) -> None:
    data = {"attachments": [AttachedFile(file)]}
    save_draft(material, by=by, data=data, base_version=version_of(material))


def statuses(file: StoredFile, *people: User | AnonymousUser) -> list[int]:
    found = []
    for person in people:
        client = Client()
        if isinstance(person, User):
            client.force_login(person)
        response = client.get(file.get_absolute_url())
        list(response)
        found.append(response.status_code)
    return found


@pytest.fixture
def renata(renata: User) -> User:
    """The moderator has the second factor that her role asks for."""
    TOTP.activate(renata, generate_totp_secret())
    return renata


def test_file_follows_the_material_through_its_life(
    maria: User, oskar: User, renata: User, karol: User
) -> None:
    guest = AnonymousUser()
    everyone = (maria, karol, oskar, renata, guest)
    file = make_file(maria)
    assert statuses(file, *everyone) == [200, 404, 404, 404, 404]

    plan = make_lesson_plan(
        maria,
        state=AuthorState.DRAFT,
        visibility=Visibility.PUBLIC,
        coauthors=[karol],
    )
    attach(plan, file, maria)
    assert statuses(file, *everyone) == [200, 200, 404, 404, 404]

    submit_for_review(plan, by=maria, rights_confirmed=True)
    assert statuses(file, *everyone) == [200, 200, 404, 200, 404]

    publish(plan, by=renata, version=version_of(plan))
    assert statuses(file, *everyone) == [200, 200, 200, 200, 200]

    withdraw(plan, by=maria, reason="Błąd w karcie.")
    assert statuses(file, *everyone) == [200, 200, 404, 404, 404]


def test_file_of_the_next_version_is_for_its_reviewers_only(
    maria: User, oskar: User, renata: User
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)
    file = make_file(maria)
    attach(plan, file, maria)
    assert statuses(file, maria, oskar, renata) == [200, 404, 404]

    submit_for_review(plan, by=maria, rights_confirmed=True)

    assert statuses(file, maria, oskar, renata) == [200, 404, 200]


def test_file_obeys_the_visibility_of_its_material(
    maria: User, oskar: User, karol: User, school: Institution
) -> None:
    plan = make_lesson_plan(
        maria,
        state=AuthorState.DRAFT,
        visibility=Visibility.INSTITUTION,
        institution=school,
    )
    file = make_file(maria)
    attach(plan, file, maria)
    submit_for_review(plan, by=maria, rights_confirmed=True)
    Material.objects.filter(pk=plan.pk).update(live=True, review_state="none")

    assert statuses(file, karol, oskar, AnonymousUser()) == [200, 404, 404]


def test_nobody_attaches_somebody_elses_file(maria: User, oskar: User) -> None:
    file = make_file(oskar)
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)

    with pytest.raises(Exception, match="attachments"):
        attach(plan, file, maria)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"headers": {"range": "bytes=0-3"}},
        {"headers": {"if-none-match": "*"}},
        {"query_params": {"download": "1"}},
    ],
)
def test_forbidden_looks_like_absent(
    client: Client, maria: User, oskar: User, how: dict[str, object]
) -> None:
    file = make_file(maria)
    client.force_login(oskar)

    forbidden = client.get(file.get_absolute_url(), **how)  # type: ignore[arg-type]
    absent = client.get(f"/pliki/{'x' * 32}", **how)  # type: ignore[arg-type]

    assert forbidden.status_code == absent.status_code == 404
    assert b"karta-pracy" not in forbidden.content
    assert "ETag" not in forbidden


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("karta.pdf", PDF, "inline"),
        ("obraz.png", picture("PNG"), "inline"),
        ("karta.docx", office(), "attachment"),
        ("notatka.txt", b"Dzien dobry", "attachment"),
    ],
)
def test_headers_take_away_every_power(
    name: str, content: bytes, disposition: str, client: Client, maria: User
) -> None:
    file = make_file(maria, name, content)
    client.force_login(maria)

    response = client.get(file.get_absolute_url())

    assert response["Content-Disposition"] == f'{disposition}; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Frame-Options"] == "DENY"
    assert "private" in response["Cache-Control"]
    assert response.getvalue() == Path(file.path).read_bytes()


def test_polish_name_travels_by_rfc_6266(client: Client, maria: User) -> None:
    file = make_file(maria, "Ćwiczenia z łąką.docx", office())
    client.force_login(maria)

    response = client.get(file.get_absolute_url())
    list(response)

    header = response["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''%C4%86wiczenia")


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=0-3", 206, b"%PDF"),
        ("bytes=-6", 206, b"%%EOF\n"),
        ("bytes=5-", 206, PDF[5:]),
        ("bytes=99999-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=9-2", 200, PDF),
        ("bytes=0-1,4-5", 200, PDF),
        ("bytes=" + "9" * 5000 + "-", 200, PDF),
        ("chaos", 200, PDF),
    ],
)
def test_ranges(
    wanted: str, status: int, body: bytes, client: Client, maria: User
) -> None:
    file = make_file(maria)
    client.force_login(maria)

    response = client.get(file.get_absolute_url(), headers={"range": wanted})

    assert response.status_code == status
    assert response.getvalue() == body


def test_known_content_is_not_sent_again(client: Client, maria: User) -> None:
    file = make_file(maria)
    client.force_login(maria)
    first = client.get(file.get_absolute_url())
    etag = first["ETag"]
    list(first)

    again = client.get(file.get_absolute_url(), headers={"if-none-match": etag})
    head = client.head(file.get_absolute_url())
    post = client.post(file.get_absolute_url())

    assert again.status_code == 304
    assert head.status_code == 200
    assert head["Content-Length"] == str(file.size)
    assert post.status_code == 405


def test_proxy_is_told_where_the_file_lies(
    client: Client, maria: User, settings: LazySettings
) -> None:
    settings.FILES_ACCEL_PREFIX = "/wewnetrzne/"
    file = make_file(maria)
    client.force_login(maria)

    response = client.get(file.get_absolute_url())

    assert response["X-Accel-Redirect"] == f"/wewnetrzne/{file.relative_path}"
    assert response["Content-Type"] == "application/pdf"
    assert response.content == b""


def test_lost_file_is_a_404(client: Client, maria: User) -> None:
    file = make_file(maria)
    Path(file.path).unlink()
    client.force_login(maria)

    assert client.get(file.get_absolute_url()).status_code == 404
