"""The worksheets, boards and cards that materials of the demonstration carry."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from bank.actions.content import AttachedFile
from bank.actions.files import store_upload
from bank.models import StoredFile
from home.demo.content import Table, file_bytes


def attached_files(table: Table, *, owner: User) -> list[AttachedFile]:
    """Upload what a material carries, as its author would."""
    return [
        AttachedFile(_upload(attachment["file"], owner), attachment["title"])
        for attachment in table.get("attachments", [])
    ]


def _upload(name: str, owner: User) -> StoredFile:
    return store_upload(SimpleUploadedFile(name, file_bytes(name)), owner=owner)
