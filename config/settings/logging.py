"""One line per event on standard error, with the incident number people saw."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "incident": {"()": "home.incidents.IncidentFilter"},
        "secrets": {"()": "search.secrets.SecretAddresses"},
    },
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} [{incident}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["incident", "secrets"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "propagate": False},
        # Says every two seconds what `search` says once: that a node is down.
        "elastic_transport": {"level": "ERROR"},
        # The worker has nothing but its log to show what it does.
        "jobs": {"level": "INFO"},
    },
}
