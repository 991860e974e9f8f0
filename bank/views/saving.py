"""Keeping what the form holds, and saying why it was refused."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from bank.actions.content import AttachedFile, write
from bank.actions.drafts import newest_text, save_draft
from bank.exceptions import DraftConflict, NotAllowed, WrongState
from bank.forms.kinds import form_for
from bank.forms.material import MaterialForm
from bank.models import Material
from bank.versions import Change, changes_between
from bank.views.fetching import visible_material


def text_to_edit(request: AuthenticatedHttpRequest, pk: int) -> Material:
    """Load the newest text of a material this person writes; 403 to other readers."""
    found = visible_material(request, pk, "from_file__file")
    if not found.is_written_by(request.user):
        raise PermissionDenied
    return newest_text(found.specific)


def bound_form(request: AuthenticatedHttpRequest, pk: int) -> MaterialForm:
    """Bind the form of a material to what was sent."""
    text = text_to_edit(request, pk)
    form = form_for(text, user=request.user, data=request.POST)
    form.takes_person = not wants_json(request)
    return form


def keep(
    form: MaterialForm, *, by: User, more: list[AttachedFile] | None = None
) -> Material | None:
    """Save what the form holds, with `more` files; a refusal is put into the form."""
    if not form.is_valid():
        return None
    data = form.to_data()
    data["authors"] = form.authors
    data["attachments"] = [*data["attachments"], *(more or [])]
    try:
        return save_draft(
            form.material, by=by, data=data, base_version=form.cleaned_data["version"]
        )
    except ValidationError as error:
        form.add_refusal(error)
    except DraftConflict as conflict:
        form.conflict = _both_texts(form, conflict, by)
    except WrongState:
        form.add_error(None, _("A moderator has it now, so it cannot be changed."))
    except NotAllowed as error:
        raise PermissionDenied from error
    return None


def _both_texts(form: MaterialForm, conflict: DraftConflict, by: User) -> list[Change]:
    """Show what differs, and let the next save, made knowingly, win."""
    stored = conflict.stored
    mine = newest_text(type(stored).objects.get(pk=stored.pk))
    write(mine, dict(conflict.submitted), by=by)
    form.start_from(stored.edit_version)
    return changes_between(stored, mine)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks, rather than a browser."""
    return request.headers.get("Accept") == "application/json"
