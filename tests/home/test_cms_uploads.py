"""Files that editors upload are checked by content, as everybody's are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from accounts.roles import Role
from home.models import SiteDocument, SiteImage
from tests.bank.corpus import HOSTILE
from tests.factories.accounts import make_user
from tests.factories.files import PDF, office, picture

DOORS = ["/cms/documents/add/", "/cms/documents/multiple/add/"]
SMALL = [(name, content) for name, content, _code in HOSTILE if len(content) < 10**6]


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(make_user("redaktorka", Role.EDITOR))
    return client


def send(client: Client, door: str, name: str, content: bytes) -> None:
    field = "files[]" if "multiple" in door else "file"
    file = SimpleUploadedFile(name, content)
    client.post(
        door,
        {"title": "Regulamin", field: file},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


@override_settings(DEMO=True)
@pytest.mark.parametrize("door", DOORS)
def test_documents_are_what_they_say(editor: Client, door: str) -> None:
    for name, content in SMALL:
        send(editor, door, name, content)
    assert SiteDocument.objects.count() == 0

    send(editor, door, "regulamin.pdf", PDF)
    send(editor, door, "regulamin.docx", office())
    assert SiteDocument.objects.count() == len(["pdf", "docx"])


@override_settings(DEMO=True)
@pytest.mark.parametrize("door", ["/cms/images/add/", "/cms/images/multiple/add/"])
def test_images_are_what_they_say(editor: Client, door: str) -> None:
    for name, content in SMALL:
        send(editor, door, name, content)
    assert SiteImage.objects.count() == 0

    send(editor, door, "szkola.png", picture("PNG"))
    assert SiteImage.objects.count() == 1
