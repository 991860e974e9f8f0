"""Where data lies: the database, the cache, the search engine, files."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from environs import Env

env = Env()
_DATA_DIR = env.path("GBW_DATA", Path(__file__).resolve().parents[2] / "var")

_SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    # With DEFERRED, two writers that both began by reading fail as locked.
    "transaction_mode": "IMMEDIATE",
    # FULL, because NORMAL may lose an acknowledged write when the power goes.
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-16000;"
    ),
}

_default_database = env.dj_db_url(
    "DATABASE_URL", f"sqlite:///{_DATA_DIR / 'gbw.sqlite3'}"
)
_default_database["CONN_MAX_AGE"] = None
if _default_database["ENGINE"] == "django.db.backends.sqlite3":
    _default_database["OPTIONS"] = _SQLITE_OPTIONS
    # SQLite makes the file but not its folder; what forbids this, it says itself.
    with suppress(OSError):
        _DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)
DATABASES: dict[str, Any] = {"default": _default_database}

CACHE_URL: str = env.str("CACHE_URL", "")
CACHES: dict[str, Any] = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    # Of Django's 300 entries, a flood of addresses would push out the counted tries.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 20_000}
# Marks of what was counted today (accounts.marks), apart so that they push out none.
CACHES["marks"] = {**CACHES["default"], "KEY_PREFIX": "marks"}
if CACHES["marks"]["BACKEND"].endswith("LocMemCache"):
    CACHES["marks"] |= {"LOCATION": "marks", "OPTIONS": {"MAX_ENTRIES": 50_000}}

# How many machines serve pages: more than one cannot share an embedded index.
WEB_MACHINES: int = env.int("WEB_MACHINES", 1)
ELASTICSEARCH_URL: str = env.str("ELASTICSEARCH_URL", "")
# How it is known and trusted; see docs/operations.md.
ELASTICSEARCH_API_KEY: str = env.str("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_FILE: str = env.str("ELASTICSEARCH_CA_FILE", "")
ELASTICSEARCH_FINGERPRINT: str = env.str("ELASTICSEARCH_FINGERPRINT", "")
# How many seconds a reader waits before titles from the database must do.
ELASTICSEARCH_TIMEOUT: float = env.float("ELASTICSEARCH_TIMEOUT", 3)
# What our indices are called, where several sites share a cluster.
ELASTICSEARCH_PREFIX: str = env.str("ELASTICSEARCH_PREFIX", "gbw")
SEARCH_INDEX_DIR = _DATA_DIR / "index"

FILES_DIR = _DATA_DIR / "files"
# Where nginx finds FILES_DIR, as an internal location ending in a slash.
FILES_ACCEL_PREFIX: str = env.str("FILES_ACCEL_PREFIX", "")
