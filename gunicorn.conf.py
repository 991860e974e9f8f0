"""gunicorn reads this by itself, from the folder it is started in."""

import os
from typing import Any

worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))


def on_starting(server: Any) -> None:  # noqa: ANN401 – no types
    """Let `accounts.checks` see the number of processes, however it was given."""
    os.environ["WEB_CONCURRENCY"] = str(server.cfg.workers)
