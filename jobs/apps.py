from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work that is written in its cause's own transaction."""

    name = "jobs"
