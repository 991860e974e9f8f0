"""Files of editorial pages; every answer asks again who may see them."""

import mimetypes
from pathlib import PurePath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.models import User
from home.models import SiteDocument, SiteImage, SiteRendition
from home.models.media import may_use_cms
from home.storage import FOLDER

_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
# What Pillow re-encoded, and PDF, which browsers show apart from the page.
_INLINE = {".jpg", ".jpeg", ".png", ".webp", ".pdf"}


@require_safe
def site_file(request: HttpRequest, token: str) -> FileResponse:
    """Hand out one file to somebody who may see what it is part of."""
    if "\0" in token:  # PostgreSQL refuses to look for it
        raise Http404
    file, title = _visible_file(f"{FOLDER}/{token}", request)
    suffix = PurePath(token).suffix
    try:
        opened = file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        opened,
        as_attachment=suffix not in _INLINE,
        filename=f"{slugify(title) or 'plik'}{suffix}",
        content_type=mimetypes.types_map.get(suffix, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "private, no-cache"
    return response


def _visible_file(name: str, request: HttpRequest) -> tuple[FieldFile, str]:
    user = request.user
    images = SiteImage.objects.visible_to(user)
    if rendition := SiteRendition.objects.filter(file=name, image__in=images).first():
        return rendition.file, rendition.image.title
    if document := SiteDocument.objects.visible_to(user).filter(file=name).first():
        return document.file, document.title
    # An original still carries what the camera wrote into it.
    if isinstance(user, User) and may_use_cms(user):
        original = images.filter(file=name).first()
        if original:
            return original.file, original.title
    raise Http404
