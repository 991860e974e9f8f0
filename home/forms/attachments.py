"""The part of a form that takes documents and keeps those it already has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bank.actions.files import store_upload
from bank.exceptions import FileRefused
from bank.models import StoredFile
from home.forms.pictures import PictureForm
from home.forms.uploads import ManyFilesField, ManyFilesInput, keep_in, sent
from home.models import News

MOST = 5
DOCUMENT_TYPES = ".pdf,.docx,.odt,.xlsx,.ods,.pptx,.odp"
_LONGEST_TOKEN = 43


class AttachmentsForm(PictureForm):
    """Keeps uploaded documents at once, so that a refused form does not lose them."""

    attached = forms.MultipleChoiceField(
        label=_("Documents that stay"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick what is to be taken off."),
    )
    documents = ManyFilesField(
        label=_("Add documents"),
        required=False,
        help_text=_("Up to five: PDF, Word, Excel, PowerPoint or LibreOffice."),
        widget=ManyFilesInput(attrs={"accept": DOCUMENT_TYPES}),
    )

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, author=author, **kwargs)
        self.files_held = self._held()
        self._offer()

    def _held(self) -> list[StoredFile]:
        """Files the form came with: what the news carries, or what was kept before."""
        news: News = self.instance
        carried = StoredFile.objects.stored().filter(
            Q(news_attachments__news=news.pk) if news.pk else Q(pk__in=[])
        )
        if not self.is_bound:
            return list(carried.order_by("news_attachments__sort_order"))
        tokens = self._tokens_sent()
        own = StoredFile.objects.stored().filter(owner=self.author)
        rows = StoredFile.objects.filter(
            Q(pk__in=own.values("pk")) | Q(pk__in=carried.values("pk")),
            token__in=tokens,
        )
        found = {file.token: file for file in rows}
        return [found[token] for token in tokens if token in found]

    def _tokens_sent(self) -> list[str]:
        fit = [
            t
            for t in sent(self, "attached")
            if len(t) <= _LONGEST_TOKEN and "\0" not in t
        ]
        return list(dict.fromkeys(fit))[:MOST]

    def _offer(self) -> None:
        field: Any = self.fields["attached"]
        field.choices = [(file.token, file.name) for file in self.files_held]
        field.initial = [file.token for file in self.files_held]

    def clean_attached(self) -> list[str]:
        return list(self._tokens_sent())

    def clean_documents(self) -> list[StoredFile]:
        """Keep what passes, whatever becomes of the rest of the form."""
        uploads: list[UploadedFile[Any]] = self.cleaned_data["documents"]
        refusals = []
        for upload in uploads:
            try:
                self._hold(self._keep(upload))
            except FileRefused as refusal:
                refusals.append(f"{(upload.name or '')[:160]}: {refusal.message}")
        if refusals:
            raise forms.ValidationError(refusals)
        return self.files_held

    def _keep(self, upload: UploadedFile[Any]) -> StoredFile:
        if len(self.files_held) >= MOST:
            message = _("More than five documents do not fit.")
            raise FileRefused("too_many", str(message))
        file = store_upload(upload, owner=self.author)
        if file.is_image:
            message = _("Pictures have a place of their own above.")
            raise FileRefused("picture", str(message))
        return file

    def _hold(self, file: StoredFile) -> None:
        if file in self.files_held:
            return
        self.files_held.append(file)
        keep_in(self, "attached", [kept.token for kept in self.files_held])
        self._offer()
