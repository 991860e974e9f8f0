"""Pictures and documents of news: kept, described, and seen with the news only."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from PIL import Image

from accounts.models import Institution, User
from accounts.roles import Role
from bank.actions.files import remove_orphans
from bank.models import StoredFile
from home.actions.news import withdraw_news
from home.actions.pictures import remove_unused_pictures
from home.models import News, Picture
from tests.bank.corpus import HOSTILE
from tests.factories.accounts import make_user
from tests.factories.files import PDF, office, picture
from tests.home.test_news import fields

SMALL = [(name, content) for name, content, _code in HOSTILE if len(content) < 10**6]
XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture(autouse=True)
def _no_second_factor() -> object:
    with override_settings(DEMO=True):
        yield


@pytest.fixture
def urzad(client: Client, db: None) -> User:
    person = make_user("urzad", Role.OFFICE)
    client.force_login(person)
    return person


def photo(
    name: str = "zdjęcie.jpg", size: tuple[int, int] = (2000, 1200)
) -> SimpleUploadedFile:
    """A photo that tells, in EXIF, where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "KANAREK"
    return SimpleUploadedFile(name, picture("JPEG", size, exif=exif))


def publish(client: Client, **changes: object) -> News:
    client.post(
        "/aktualnosci/nowa/",
        fields(picture_file=photo(), picture_alt="Las o świcie") | changes,
    )
    return News.objects.latest("pk")


def test_photo_is_made_anew_in_three_widths(client: Client, urzad: User) -> None:
    news = publish(client)

    sizes = [news.picture.small, news.picture.medium, news.picture.large]  # type: ignore[union-attr]
    assert [file.width for file in sizes] == [480, 960, 1600]
    for file in sizes:
        with open(file.path, "rb") as stream:  # noqa: PTH123
            content = stream.read()
        assert b"KANAREK" not in content
        assert Image.open(io.BytesIO(content)).format == "WEBP"
    assert StoredFile.objects.count() == len(sizes)


def test_page_states_the_size_and_what_the_picture_shows(
    client: Client, urzad: User
) -> None:
    news = publish(client, picture_caption="Świt", picture_author="J. Nowak")
    client.logout()

    page = client.get(news.get_absolute_url()).content.decode()

    assert 'alt="Las o świcie"' in page
    assert 'width="1600" height="960"' in page
    assert "1600w" in page
    assert "J. Nowak" in page


def test_small_picture_is_not_blown_up(client: Client, urzad: User) -> None:
    news = publish(client, picture_file=photo(size=(300, 200)))

    assert news.picture.large == news.picture.small  # type: ignore[union-attr]
    assert news.picture.srcset.endswith("300w")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("audience", "guest", "outsider", "insider"),
    [
        ("public", 200, 200, 200),
        ("signed_in", 404, 200, 200),
        ("institution", 404, 404, 200),
    ],
)
def test_picture_and_document_are_seen_with_their_news(
    client: Client,
    urzad: User,
    maria: User,
    oskar: User,
    school: Institution,
    audience: str,
    guest: int,
    outsider: int,
    insider: int,
) -> None:
    news = publish(
        client,
        audience=audience,
        institution=school.pk,
        documents=SimpleUploadedFile("regulamin.pdf", PDF),
    )
    assert news.picture
    files = [news.picture.small, news.attachments.get().file]
    for file in files:
        client.logout()
        given = [client.get(file.get_absolute_url()).status_code]
        for person in (oskar, maria):
            client.force_login(person)
            given.append(client.get(file.get_absolute_url()).status_code)
        assert given == [guest, outsider, insider]


def test_picture_of_withdrawn_and_future_news_is_absent(
    client: Client, urzad: User, maria: User
) -> None:
    news = publish(client, documents=SimpleUploadedFile("r.pdf", PDF))
    assert news.picture
    files = [news.picture.large, news.attachments.get().file]
    withdraw_news(news)
    client.force_login(maria)
    assert {client.get(f.get_absolute_url()).status_code for f in files} == {404}

    tomorrow = timezone.localdate() + timedelta(days=1)
    News.objects.update(withdrawn_at=None, published_on=tomorrow)
    assert {client.get(f.get_absolute_url()).status_code for f in files} == {404}


def test_refused_form_keeps_picture_and_documents(client: Client, urzad: User) -> None:
    page = client.post(
        "/aktualnosci/nowa/",
        fields(
            title="",
            picture_file=photo(),
            documents=[
                SimpleUploadedFile("regulamin.pdf", PDF),
                SimpleUploadedFile("zgoda.docx", office()),
            ],
        ),
    ).content.decode()
    kept = Picture.objects.get()

    assert kept.small.get_absolute_url() in page
    assert "regulamin.pdf" in page
    tokens = [f.token for f in StoredFile.objects.exclude(name__endswith=".webp")]
    client.post(
        "/aktualnosci/nowa/",
        fields(picture=kept.pk, picture_is_decorative="on", attached=tokens),
    )
    news = News.objects.get()
    assert news.picture == kept
    assert {a.file.name for a in news.attachments.all()} == {
        "regulamin.pdf",
        "zgoda.docx",
    }


@pytest.mark.parametrize(
    "said",
    [{}, {"picture_alt": " "}, {"picture_alt": "Las", "picture_is_decorative": "on"}],
)
def test_picture_is_either_described_or_an_ornament(
    client: Client, urzad: User, said: dict[str, str]
) -> None:
    client.post("/aktualnosci/nowa/", fields(picture_file=photo()) | said)

    assert not News.objects.exists()


def test_somebody_elses_picture_and_document_are_not_taken(
    client: Client, urzad: User, dorota: User, school: Institution
) -> None:
    secret = publish(client, documents=SimpleUploadedFile("r.pdf", PDF))
    token = secret.attachments.get().file.token
    client.force_login(dorota)
    mine = fields(institution=school.pk, picture_alt="Las", title="Cudze")

    client.post("/aktualnosci/nowa/", mine | {"picture": secret.picture_id})
    client.post("/aktualnosci/nowa/", mine | {"attached": [token]})

    taken = News.objects.filter(title="Cudze")
    assert not taken.filter(picture=secret.picture_id).exists()
    assert not taken.filter(attachments__isnull=False).exists()


def test_hostile_files_are_no_pictures(client: Client, urzad: User) -> None:
    for name, content in SMALL:
        answer = client.post(
            "/aktualnosci/nowa/",
            fields(picture_file=SimpleUploadedFile(name, content), picture_alt="x"),
        )
        assert answer.status_code == 200, name

    assert not Picture.objects.exists()
    assert not News.objects.exists()


def test_document_in_place_of_a_picture_is_refused(client: Client, urzad: User) -> None:
    page = client.post(
        "/aktualnosci/nowa/",
        fields(picture_file=SimpleUploadedFile("a.pdf", PDF), picture_alt="x"),
    ).content.decode()

    assert "To nie jest obraz" in page


def test_sixth_document_is_refused(client: Client, urzad: User) -> None:
    many = [SimpleUploadedFile(f"{n}.pdf", PDF + b"%%%d" % n) for n in range(6)]

    client.post("/aktualnosci/nowa/", fields(documents=many))

    assert not News.objects.exists()


def test_words_about_a_picture_run_nothing(client: Client, urzad: User) -> None:
    news = publish(
        client, picture_alt=XSS, picture_caption=XSS, picture_author=XSS, title=XSS
    )

    for address in (news.get_absolute_url(), "/aktualnosci/", "/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_preview_keeps_everything_and_publishes_nothing(
    client: Client, urzad: User
) -> None:
    page = client.post(
        "/aktualnosci/nowa/podglad/",
        fields(
            picture_file=photo(),
            picture_alt="IMG_1234.jpg",
            body="[tutaj](https://example.org)",
        ),
    ).content.decode()

    assert "Podgląd" in page
    assert Picture.objects.get().medium.get_absolute_url() in page
    assert "Opis obrazu mówi za mało" in page
    assert not News.objects.exists()


def test_changing_replaces_and_takes_off(client: Client, urzad: User) -> None:
    news = publish(client, documents=SimpleUploadedFile("r.pdf", PDF))
    address = f"/aktualnosci/{news.pk}/zmiana/"

    client.post(
        address,
        fields(
            version=1, picture=news.picture_id, picture_removed="on", picture_alt="Las"
        ),
    )

    news.refresh_from_db()
    assert news.picture is None
    assert news.picture_alt == ""
    assert not news.attachments.exists()


def test_what_no_page_shows_is_cleared_away(
    client: Client, urzad: User, run_jobs: Callable[[], None]
) -> None:
    news = publish(client)
    client.post(
        "/aktualnosci/nowa/", fields(title="", picture_file=photo(size=(900, 90)))
    )
    old = timezone.now() - timedelta(days=3)
    Picture.objects.update(created_at=old)
    StoredFile.objects.update(created_at=old)

    assert remove_unused_pictures() == 1
    remove_orphans()

    assert Picture.objects.get() == news.picture
    stored = set(StoredFile.objects.stored().values_list("pk", flat=True))
    assert stored == {
        news.picture.small_id,
        news.picture.medium_id,
        news.picture.large_id,
    }
