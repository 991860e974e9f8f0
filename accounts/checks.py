"""What must hold before the site is served to anybody."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.models import User

DEMO_DOMAIN = "demo.example"


@register(Tags.caches)
def one_count_for_all_processes(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """Rate limits are counted in the cache: many processes must share one."""
    processes = os.environ.get("WEB_CONCURRENCY", "1")
    if settings.CACHE_URL or processes in {"", "0", "1"}:
        return []
    return [
        Error(
            f"WEB_CONCURRENCY is {processes}, but the processes share no cache.",
            hint="Set CACHE_URL to a shared cache, or run one process with threads.",
            id="accounts.E001",
        )
    ]


@register(Tags.database)
def no_demonstration_people(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """The demonstration's password is printed in the README."""
    if settings.DEMO or not databases or not _demonstration_people():
        return []
    return [
        Error(
            "People of the demonstration can sign in here.",
            hint=f"Deactivate or delete everybody at @{DEMO_DOMAIN}, then start again.",
            id="accounts.E002",
        )
    ]


def _demonstration_people() -> bool:
    try:
        return bool(
            User.objects.active().filter(email__endswith=f"@{DEMO_DOMAIN}").exists()
        )
    except DatabaseError:  # nothing is migrated yet, so nobody is there either
        return False


def refuse_unsafe_start() -> None:
    """Stop a server that is about to serve; raises `ImproperlyConfigured`."""
    found = [
        *one_count_for_all_processes(None),
        *no_demonstration_people(None, databases=["default"]),
    ]
    if found:
        raise ImproperlyConfigured(" ".join(f"{e.msg} {e.hint}" for e in found))
