from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bank.forms.vocabularies import TermsField, terms
from bank.models import ClassYear, Subject, TeachingProfile


class TeachingForm(forms.Form):
    """What a person teaches; nothing is required."""

    subjects = TermsField(Subject, _("My subjects"))
    class_years = TermsField(ClassYear, _("My classes or age groups"))

    def __init__(self, *args: Any, profile: TeachingProfile | None, **options: Any):  # noqa: ANN204 - as Django's forms
        if profile is not None:
            options["initial"] = {
                "subjects": [each.code for each in profile.subjects.all()],
                "class_years": [each.code for each in profile.class_years.all()],
            }
        super().__init__(*args, **options)
        self.fields["subjects"].choices = terms(Subject)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["class_years"].choices = terms(ClassYear)  # type: ignore[attr-defined]  # a ChoiceField
