"""The only door of stored files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from bank.files.ranges import RangeNotSatisfiable, parse_range, part_of
from bank.models import StoredFile

# Whatever is inside, a browser treats it as data from nowhere.
SANDBOX: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def stored_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """Hand out a file to whoever may see it; 404 to everyone else alike."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user), token=token)
    if request.headers.get("If-None-Match") == _etag(file):
        return _with_headers(HttpResponseNotModified(), file)
    if settings.FILES_ACCEL_PREFIX:
        return _with_headers(_handed_to_proxy(file), file)
    path = Path(file.path)
    if not path.is_file():
        raise Http404
    return _with_headers(_content(request, file, path), file)


def _content(request: HttpRequest, file: StoredFile, path: Path) -> HttpResponseBase:
    """Give the whole, or the one part that was asked for."""
    wanted = request.headers.get("Range", "")
    if_range = request.headers.get("If-Range", _etag(file))
    try:
        span = parse_range(wanted, file.size) if if_range == _etag(file) else None
    except RangeNotSatisfiable:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{file.size}"
        return response
    if span is None:
        whole = FileResponse(path.open("rb") if request.method == "GET" else b"")
        whole["Content-Length"] = str(file.size)
        return whole
    part = FileResponse(part_of(path, span), status=206)
    part["Content-Length"] = str(span.length)
    part["Content-Range"] = f"bytes {span.first}-{span.last}/{file.size}"
    return part


def _handed_to_proxy(file: StoredFile) -> HttpResponse:
    response = HttpResponse()
    response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX + file.relative_path
    return response


def _with_headers(response: HttpResponseBase, file: StoredFile) -> HttpResponseBase:
    response["Content-Type"] = file.content_type
    response["Content-Disposition"] = (
        content_disposition_header(not file.is_inline, file.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # Rights may end: ask again each time, and keep nothing in shared caches.
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie"
    response["ETag"] = _etag(file)
    response["Accept-Ranges"] = "bytes"
    return response


def _etag(file: StoredFile) -> str:
    return f'"{file.sha256}"'
