from pathlib import Path

from environs import Env

from config.settings.database import _SQLITE_OPTIONS

env = Env()
SECRET_KEY = "for crash tests only"
INSTALLED_APPS = ["jobs", "tests.jobs.crash"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CRASH_LOG = Path(env.str("CRASH_LOG"))
_database = env.dj_db_url("DATABASE_URL")
_database["CONN_MAX_AGE"] = None
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _SQLITE_OPTIONS | {"timeout": env.float("BUSY_SECONDS", 20)}
DATABASES = {"default": _database}
