"""What materials, news and institutions of the demonstration carry and show."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from bank.actions.content import AttachedFile
from bank.actions.files import store_upload
from bank.models import License, StoredFile
from home.actions.pictures import ShownPicture, keep_picture
from home.demo.content import Table, file_bytes
from home.demo.drawings import drawn


def attached_files(table: Table, *, owner: User) -> list[AttachedFile]:
    """Upload what a material carries, as its author would."""
    return [
        AttachedFile(_upload(attachment["file"], owner), attachment["title"])
        for attachment in table.get("attachments", [])
    ]


def _upload(name: str, owner: User) -> StoredFile:
    return store_upload(SimpleUploadedFile(name, file_bytes(name)), owner=owner)


def shown_picture(table: Table, *, owner: User) -> ShownPicture | None:
    """Upload the picture that a page shows, as whoever writes the page would."""
    if "picture" not in table:
        return None
    upload = SimpleUploadedFile(f"{table['picture']}.png", drawn(table["picture"]))
    return ShownPicture(
        picture=keep_picture(upload, owner=owner),
        alt=table["picture_alt"],
        caption=table.get("picture_caption", ""),
        author=table.get("picture_author", ""),
        license=License.objects.filter(code=table.get("picture_license", "")).first(),
    )
