from django.db import transaction

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from home.models import AccessibilityStatement, DataController


@transaction.atomic
def record_statement(statement: AccessibilityStatement, *, by: User) -> None:
    """Put the accessibility statement in force; there is one row, ever."""
    statement.pk = 1
    statement.save()
    record(
        AuditVerb.SETTINGS_CHANGED, actor=by, detail=str(statement._meta.verbose_name)
    )


@transaction.atomic
def record_controller(controller: DataController, *, by: User) -> None:
    """Put the data of the controller in force; there is one row, ever."""
    controller.pk = 1
    controller.save()
    record(
        AuditVerb.SETTINGS_CHANGED, actor=by, detail=str(controller._meta.verbose_name)
    )
