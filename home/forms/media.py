from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from bank.exceptions import FileRefused
from bank.files.kinds import LARGEST, sniff, too_large
from bank.files.names import clean_name


class SiteDocumentForm(BaseDocumentForm):
    """A document of the CMS, held to what the bank asks of an attachment."""

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Believe the content, not the name."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file is None or "file" not in self.changed_data:
            return file
        try:
            if (file.size or 0) > LARGEST:
                raise too_large()
            clean_name(file.name or "", sniff(file.read(LARGEST + 1)))
        except FileRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        file.seek(0)
        return file


class SiteImageField(WagtailImageField):
    """Wagtail's, which knows an image by its first bytes and falls over the rest."""

    def to_python(self, data: Any) -> Any:  # noqa: ANN401 - as Wagtail has it
        try:
            return super().to_python(data)
        except (
            OSError,
            ValueError,
            SyntaxError,
            Image.DecompressionBombError,
        ) as error:
            raise ValidationError(self.error_messages["invalid_image"]) from error


class SiteImageForm(BaseImageForm):
    """An image of the CMS."""

    file = SiteImageField(label=_("file"))
