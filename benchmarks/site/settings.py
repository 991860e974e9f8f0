"""The demonstration with one page more: the reference that others are compared with.

With `BENCHMARK_DOCUMENTS` the bank seems to hold so many materials (`many.py`).
"""

from benchmarks.site import DOCUMENTS
from config.settings.dev import *  # noqa: F403  # as settings do
from config.settings.dev import DATA_DIR, INSTALLED_APPS, MIDDLEWARE

ROOT_URLCONF = "benchmarks.site.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.site"]
MIDDLEWARE = ["benchmarks.site.middleware.clock", *MIDDLEWARE]

if DOCUMENTS:
    SEARCH_INDEX_DIR = DATA_DIR / f"index-{DOCUMENTS}"
