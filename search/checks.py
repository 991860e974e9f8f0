"""What must hold before search is served to anybody."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured


@register
def one_index_for_all_machines(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """The embedded index is a folder that one machine writes and reads."""
    if settings.WEB_MACHINES <= 1 or settings.ELASTICSEARCH_URL:
        return []
    return [
        Error(
            f"WEB_MACHINES is {settings.WEB_MACHINES}, but they share no search index.",
            hint="Set ELASTICSEARCH_URL to a cluster, or run one web machine.",
            id="search.E001",
        )
    ]


def refuse_separate_indexes() -> None:
    """Stop a server that is about to serve; raises `ImproperlyConfigured`."""
    for error in one_index_for_all_machines(None):
        raise ImproperlyConfigured(f"{error.msg} {error.hint}")
