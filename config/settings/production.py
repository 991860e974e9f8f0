"""For a municipal server. Refuses to start when something is unsafe."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import env

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("django-insecure"):  # noqa: PLR2004
    raise ImproperlyConfigured("SECRET_KEY is short or a default; make a random one.")
if env.bool("DEBUG", False) or env.bool("DEMO", False):
    raise ImproperlyConfigured("DEBUG and DEMO must be off in production.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
