"""Wagtail's admin, with what it would tell people left to our own notifications."""

from typing import Final

from django.dispatch import Signal
from wagtail.admin.apps import WagtailAdminAppConfig


class QuietAdminConfig(WagtailAdminAppConfig):
    """Sends no mail about workflows.

    Materials pass Wagtail's workflow, and its admin would write to their authors as
    well: at once, inside the request, against what they chose to hear about, and
    with a link to `/cms/`, where they cannot enter. No setting turns that off.
    """

    def ready(self) -> None:
        super().ready()
        # Wagtail's models can be imported only now.
        from wagtail import signals  # noqa: PLC0415
        from wagtail.models import TaskState, WorkflowState  # noqa: PLC0415

        told: Final[list[tuple[Signal, type, str]]] = [
            (signals.task_submitted, TaskState, "group_approval_task_submitted"),
            (signals.workflow_submitted, WorkflowState, "workflow_state_submitted"),
            (signals.workflow_rejected, WorkflowState, "workflow_state_rejected"),
            (signals.workflow_approved, WorkflowState, "workflow_state_approved"),
        ]
        for signal, sender, name in told:
            signal.disconnect(sender=sender, dispatch_uid=f"{name}_email_notification")
