"""For `bin/test`: fast hashing, mail in memory, nothing kept."""

from config.settings.base import *
from config.settings.base import DATA_DIR, DATABASES

SECRET_KEY = "for tests only"
STYLE_PAGE = True
# A file, so that --reuse-db has something to reuse.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
FILES_DIR = DATA_DIR / "test-files"
SEARCH_INDEX_DIR = DATA_DIR / "test-index"
ELASTICSEARCH_URL = ""  # the tests of search start a node of their own
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Read static files where they are, so that no collected folder is needed.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
