"""A demonstration on one's own machine: `bin/start` and `manage.py` use this."""

import secrets

from config.settings.base import *
from config.settings.base import DATA_DIR, env


def _kept_secret() -> str:
    """Make a secret once and keep it, so that a restart signs nobody out."""
    path = DATA_DIR / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


SITE_ORIGIN = env.str("SITE_ORIGIN", f"http://127.0.0.1:{env.str('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", True)
STYLE_PAGE = True
SECRET_KEY = env.str("SECRET_KEY", "") or _kept_secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
