from importlib import import_module

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work that is written in its cause's own transaction."""

    name = "jobs"

    def ready(self) -> None:
        import_module("jobs.tasks")
