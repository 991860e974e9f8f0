from home.models import AccessibilityStatement, DataController


def record_statement(statement: AccessibilityStatement) -> None:
    """Put the accessibility statement in force; there is one row, ever."""
    statement.pk = 1
    statement.save()


def record_controller(controller: DataController) -> None:
    """Put the data of the controller in force; there is one row, ever."""
    controller.pk = 1
    controller.save()
