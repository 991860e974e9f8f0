"""Images and documents of the CMS open with the published page, and close with it."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from home.models import InformationPage, SiteDocument, SiteRendition
from tests.factories.files import PDF
from tests.factories.home import make_image, make_page
from tests.home.test_pages import close, leaves_files_open

pytestmark = [leaves_files_open, pytest.mark.django_db]


def block(image: object, caption: str = "") -> tuple[str, object]:
    return "image", {"image": image, "alt": "Las", "caption": caption}


def status(client: Client, address: str, **headers: str) -> int:
    answer = client.get(address, headers=headers)
    close(answer)
    return answer.status_code


def address_of(image: object) -> str:
    rendition: SiteRendition = image.get_rendition("width-100")  # type: ignore[attr-defined]
    return str(rendition.url)


def make_document(name: str = "regulamin.pdf") -> SiteDocument:
    document = SiteDocument(title="Regulamin")
    document.file.save(name, ContentFile(PDF), save=False)
    document.save()
    return document


def linked(document: SiteDocument) -> tuple[str, object]:
    link = f'<p><a linktype="document" id="{document.pk}">Regulamin</a></p>'
    return "paragraph", link


def test_image_of_a_draft_of_a_live_page_stays_shut(client: Client) -> None:
    page, image = make_page(("heading", "Na żywo")), make_image()
    page.body = [block(image)]
    revision = page.save_revision()
    assert status(client, address_of(image)) == 404

    revision.publish()

    assert status(client, address_of(image)) == 200


def test_image_stays_while_only_the_draft_dropped_it(client: Client) -> None:
    image = make_image()
    page = make_page(block(image))
    page.body = [("heading", "Bez obrazu")]
    revision = page.save_revision()
    assert status(client, address_of(image)) == 200

    revision.publish()

    assert status(client, address_of(image)) == 404


def test_image_shuts_with_its_last_live_page(client: Client) -> None:
    image = make_image()
    first, second = make_page(block(image)), make_page(block(image))
    address = address_of(image)

    first.unpublish()
    assert status(client, address) == 200
    second.delete()
    assert status(client, address) == 404


def test_deleted_image_is_absent_in_every_size(client: Client) -> None:
    image = make_image()
    make_page(block(image))
    address = address_of(image)

    image.delete()

    assert status(client, address) == 404


def test_document_opens_with_a_live_page_only(client: Client) -> None:
    document = make_document()
    address = document.file.url
    assert status(client, address) == 404

    page = make_page(linked(document))
    assert status(client, address) == 200
    page.unpublish()
    assert status(client, address) == 404


def test_replaced_document_is_at_its_new_address_only(client: Client) -> None:
    document = make_document()
    make_page(linked(document))
    old = document.file.url

    document.file.save("nowy.pdf", ContentFile(PDF), save=True)

    assert status(client, old) == 404
    assert status(client, document.file.url) == 200


def test_links_of_a_page_lead_to_the_checked_address(client: Client) -> None:
    document = make_document()
    page = client.get(make_page(linked(document)).url).content.decode()

    assert document.file.url in page
    assert "/documents/" not in page
    assert "/media/" not in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"range": "bytes=0-9"},
        {"if-none-match": '"x"'},
        {"if-modified-since": "Sat, 01 Jan 2050 00:00:00 GMT"},
        {"x-accel-redirect": "/pliki/"},
    ],
)
def test_no_header_opens_a_shut_file(client: Client, headers: dict[str, str]) -> None:
    document, image = make_document(), make_image()
    make_page(block(image), linked(document), live=False)

    for address in (document.file.url, address_of(image)):
        answer = client.get(f"{address}?download=1", headers=headers)
        assert answer.status_code == 404
        assert PDF not in answer.content
        assert client.head(address).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "site/x.pdf",
        "original_images/x.jpg",
        "images/x.jpg",
        "documents/x.pdf",
        "../x",
    ],
)
def test_media_is_nowhere(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404
    assert client.get(f"/documents/1/{path}").status_code == 404
    assert InformationPage.objects.count() == 0
