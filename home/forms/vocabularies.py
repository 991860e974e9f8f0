"""Which subjects and classes the gmina uses."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bank.models import ClassYear, Subject
from bank.models.vocabulary import Vocabulary


class VocabulariesForm(forms.Form):
    """Ticked is offered; at least one of each must be."""

    subjects = forms.MultipleChoiceField(
        label=_("Subjects"), widget=forms.CheckboxSelectMultiple
    )
    class_years = forms.MultipleChoiceField(
        label=_("Classes and age groups"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None) -> None:
        lists: dict[str, Sequence[Vocabulary]] = {
            "subjects": list(Subject.objects.all()),
            "class_years": list(ClassYear.objects.all()),
        }
        initial = {name: _offered(rows) for name, rows in lists.items()}
        super().__init__(data, initial=initial)
        for name, rows in lists.items():
            field = self.fields[name]
            field.choices = [(row.code, row.label) for row in rows]  # type: ignore[attr-defined]
            field.error_messages["required"] = _("Leave at least one ticked.")


def _offered(rows: Sequence[Vocabulary]) -> list[str]:
    return [row.code for row in rows if row.is_offered]
