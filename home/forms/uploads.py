from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; each is cleaned like one."""

    widget = ManyFilesInput

    # Any: a list of uploads, or one, as the request has it.
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ANN401
        uploads = data if isinstance(data, (list, tuple)) else [data]
        cleaned = [super(ManyFilesField, self).clean(each, initial) for each in uploads]
        return [upload for upload in cleaned if upload]


def sent(form: forms.BaseForm, name: str) -> list[str]:
    """Every value that came under `name`."""
    return form.data.getlist(name) if isinstance(form.data, QueryDict) else []


def keep_in(form: forms.BaseForm, name: str, values: list[str]) -> None:
    """Have the form, shown once more, come with these values instead."""
    if isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        form.data.setlist(name, values)
