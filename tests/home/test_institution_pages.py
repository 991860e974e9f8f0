"""What an institution says about itself: who writes it, who reads it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, override_settings

from accounts.models import Institution, User
from accounts.roles import Role
from home.actions.profiles import ProfileText, describe_institution
from home.exceptions import ProfileChangedMeanwhile
from home.models import InstitutionProfile
from home.models.profile import heads_shown_to
from tests import crowd
from tests.factories.accounts import make_user
from tests.home.test_news_pictures import XSS, photo


@pytest.fixture(autouse=True)
def _no_second_factor() -> object:
    with override_settings(DEMO=True):
        yield


def fields(**changes: object) -> dict[str, object]:
    return {
        "description": "## Kim jesteśmy\n\nUczymy się **pod lipami**.",
        "street": "ul. Lipowa 2",
        "postcode": "00-000 Brzezina",
        "phone": "12 345 67 89",
        "email": "sp2@example.org",
        "website": "https://sp2.example.org/",
        "hours": "7.30–15.00",
        "version": "0",
    } | changes


def test_head_describes_own_institution(
    client: Client, dorota: User, school: Institution
) -> None:
    client.force_login(dorota)

    client.post(
        f"/placowki/{school.slug}/opis/",
        fields(picture_file=photo(), picture_alt="Szkoła w parku"),
    )

    client.logout()
    page = client.get(f"/placowki/{school.slug}/").content.decode()
    assert "<h2>Kim jesteśmy</h2>" in page
    assert 'alt="Szkoła w parku"' in page
    assert 'href="tel:123456789"' in page
    profile = InstitutionProfile.objects.get()
    assert profile.picture
    picture = client.get(profile.picture.medium.get_absolute_url())
    assert picture.status_code == 200


def test_nobody_describes_anothers_institution(
    client: Client, dorota: User, maria: User, other_school: Institution
) -> None:
    for person in (dorota, maria):
        client.force_login(person)
        address = f"/placowki/{other_school.slug}/opis/"
        assert client.get(address).status_code == 403
        assert client.post(address, fields()).status_code == 403

    assert not InstitutionProfile.objects.exists()


def test_office_describes_any(client: Client, school: Institution, db: None) -> None:
    client.force_login(make_user("urzad", Role.OFFICE))

    client.post(f"/placowki/{school.slug}/opis/", fields())

    assert InstitutionProfile.objects.get().institution == school


def test_name_of_the_head_is_public_by_decision_only(
    client: Client, dorota: User, maria: User, school: Institution
) -> None:
    address = f"/placowki/{school.slug}/"
    name = dorota.get_full_name()
    describe_institution(school, ProfileText(street="Lipowa 2"))
    assert name not in client.get(address).content.decode()
    assert heads_shown_to(maria, school, to_everybody=False) == [dorota]

    describe_institution(school, ProfileText(shows_head=True), seen_version=1)

    assert name in client.get(address).content.decode()
    assert heads_shown_to(AnonymousUser(), school, to_everybody=True) == [dorota]


def test_second_writer_does_not_overwrite_the_first(
    client: Client, dorota: User, school: Institution
) -> None:
    describe_institution(school, ProfileText(description="Pierwszy opis"))
    client.force_login(dorota)

    late = client.post(
        f"/placowki/{school.slug}/opis/", fields(description="Drugi opis")
    ).content.decode()

    assert InstitutionProfile.objects.get().description == "Pierwszy opis"
    assert "Pierwszy opis" in late
    assert "Drugi opis" in late
    with pytest.raises(ProfileChangedMeanwhile):
        describe_institution(school, ProfileText(), seen_version=7)


@pytest.mark.parametrize(
    "name", ["description", "street", "postcode", "phone", "hours", "picture_caption"]
)
def test_words_of_an_institution_run_nothing(
    client: Client, dorota: User, school: Institution, name: str
) -> None:
    client.force_login(dorota)
    said = {"picture_file": photo(), "picture_alt": XSS}
    client.post(f"/placowki/{school.slug}/opis/", fields(**said) | {name: XSS[:40]})

    page = client.get(f"/placowki/{school.slug}/").content.decode()

    assert InstitutionProfile.objects.exists()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "website",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example\0", "ftp://a"],
)
def test_website_is_on_the_web(
    client: Client, dorota: User, school: Institution, website: str
) -> None:
    client.force_login(dorota)

    client.post(f"/placowki/{school.slug}/opis/", fields(website=website))

    profile = InstitutionProfile.objects.first()
    assert profile is None or profile.website.startswith("https://")


def test_list_is_paged_and_narrowed(client: Client, school: Institution) -> None:
    crowd.add_institutions(30)
    Institution.objects.filter(pk=school.pk).update(town="Sowie Łąki")

    first = client.get("/placowki/").content.decode()
    narrowed = client.get("/placowki/", {"miejscowosc": "Sowie Łąki"}).content.decode()

    assert "?strona=2" in first
    assert school.name in narrowed
    assert "nr 1" not in narrowed
    none = client.get("/placowki/?rodzaj=kindergarten").content.decode()
    assert "Żadna placówka nie pasuje" in none


@pytest.mark.parametrize(
    "query",
    ["rodzaj=%00", "miejscowosc=%00", "rodzaj=office", "strona=9e9", "rodzaj=%FF"],
)
def test_odd_questions_are_no_failure(client: Client, db: None, query: str) -> None:
    assert client.get(f"/placowki/?{query}").status_code == 200
