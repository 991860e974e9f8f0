"""What must hold before search is served to anybody."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from search.engines.cluster import chosen_cluster


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


@register
def cluster_as_described(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """What the settings say of Elasticsearch can be true; the cluster is not asked."""
    if not settings.ELASTICSEARCH_URL:
        return []
    cluster = chosen_cluster()
    found: list[CheckMessage] = [
        Error(mistake, hint="docs/operations.md, Elasticsearch", id="search.E002")
        for mistake in cluster.mistakes()
    ]
    if cluster.shows_secrets:
        shown = "The password or key for Elasticsearch crosses the network unencrypted."
        found.append(checks.Warning(shown, hint="Use https.", id="search.W001"))
    return found


def refuse_what_cannot_work() -> None:
    """Stop a server that is about to serve; raises `ImproperlyConfigured`."""
    for found in [*one_index_for_all_machines(None), *cluster_as_described(None)]:
        if found.is_serious():
            raise ImproperlyConfigured(f"{found.msg} {found.hint}")
