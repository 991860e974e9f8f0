from django.db import transaction

from accounts.actions.audit import record
from accounts.models import AuditVerb, Municipality, User


@transaction.atomic
def record_municipality(municipality: Municipality, *, by: User) -> None:
    """Put the data of the gmina in force; there is one row, ever."""
    municipality.pk = 1
    municipality.save()
    record(
        AuditVerb.SETTINGS_CHANGED,
        actor=by,
        detail=f"{municipality.name}, {municipality.terc}",
    )
    transaction.on_commit(Municipality.forget_name)
