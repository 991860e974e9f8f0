"""What the bank keeps, and what it refuses by content, size, count and name."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import User
from bank.actions import files
from bank.actions.files import check_stored, remove_orphans, store_upload
from bank.exceptions import FileRefused
from bank.files import kinds
from bank.files.names import clean_name
from bank.models import Attachment, FileState, StoredFile
from tests.bank.corpus import GOOD, HOSTILE, HTML, MB
from tests.factories.bank import make_lesson_plan
from tests.factories.files import PDF, make_file, picture


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.mark.parametrize(
    ("name", "content", "content_type"), GOOD, ids=[g[0] for g in GOOD]
)
def test_good_file_is_kept(
    name: str, content: bytes, content_type: str, maria: User
) -> None:
    file = make_file(maria, name, content)

    assert content_type in file.content_type
    assert Path(file.path).stat().st_size == file.size
    assert not check_stored()


@pytest.mark.parametrize(
    ("name", "content", "code"), HOSTILE, ids=[h[0] for h in HOSTILE]
)
def test_hostile_file_is_refused_and_leaves_nothing(
    name: str, content: bytes, code: str, maria: User, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused) as refused:
        make_file(maria, name, content)

    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert not StoredFile.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_picture_loses_its_place_and_camera(maria: User) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Aparat Kowalskiego"
    exif.get_ifd(0x8825)[1] = "N"
    photo = picture("JPEG", (40, 30), exif=exif, comment=b"tajne")

    file = make_file(maria, "zdjecie.jpg", photo)

    kept = Path(file.path).read_bytes()
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Kowalskiego" not in kept
    assert b"tajne" not in kept
    assert (file.width, file.height) == (40, 30)


def test_what_follows_the_picture_is_dropped(maria: User) -> None:
    file = make_file(maria, "obraz.png", picture("PNG") + HTML)

    assert b"script" not in Path(file.path).read_bytes()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/karta.pdf", "karta.pdf"),
        ("C:\\Users\\ala\\Karta pracy.PDF", "Karta pracy.pdf"),
        ("karta\u202efdp.exe\u202c.pdf", "kartafdp.exe.pdf"),
        ("kar\r\nta\x00.pdf", "karta.pdf"),
        ('a"b<c>d.pdf', "a_b_c_d.pdf"),
        (" .karta. .pdf", "karta.pdf"),
        ("ą" * 300 + ".pdf", "ą" * 116 + ".pdf"),
    ],
)
def test_name_is_made_harmless(given: str, kept: str) -> None:
    assert clean_name(given, kinds.PDF) == kept


def test_same_upload_twice_is_one_row_for_one_person(maria: User, oskar: User) -> None:
    first = make_file(maria)
    again = make_file(maria)
    another = make_file(oskar)

    assert first == again
    assert another != first
    assert another.token != first.token


def test_flood_of_uploads_is_stopped(
    maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_A_DAY", 1)
    make_file(maria)

    with pytest.raises(FileRefused, match="too_many"):
        make_file(maria, "inna.pdf")


def test_full_disk_is_said_and_leaves_no_row(
    maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_bytes", full)

    with pytest.raises(FileRefused, match="no_room"):
        make_file(maria)
    assert not StoredFile.objects.exists()


def test_orphans_go_and_used_files_stay(maria: User, tmp_path: Path) -> None:
    orphan, used, young = (
        make_file(maria, name) for name in ("a.pdf", "b.pdf", "c.pdf")
    )
    plan = make_lesson_plan(maria)
    Attachment.objects.create(material=plan, file=used)
    stray = tmp_path / "files" / "zz" / "stray"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    old = timezone.now() - timedelta(days=3)
    StoredFile.objects.exclude(pk=young.pk).update(created_at=old)

    assert remove_orphans() == 1

    orphan.refresh_from_db()
    assert orphan.state == FileState.REMOVED
    assert set(StoredFile.objects.stored()) == {used, young}


def test_damage_on_disk_is_noticed(
    maria: User, caplog: pytest.LogCaptureFixture
) -> None:
    whole, damaged = make_file(maria), make_file(maria, "b.pdf")
    Path(damaged.path).write_bytes(b"inne")

    assert check_stored() == [damaged]
    assert whole not in check_stored()
    assert "damaged" in caplog.text


def test_upload_says_its_size_too_small(maria: User) -> None:
    upload = SimpleUploadedFile("a.pdf", PDF + b"0" * 25 * MB)
    upload.size = 10

    with pytest.raises(FileRefused, match="too_large"):
        store_upload(upload, owner=maria)
