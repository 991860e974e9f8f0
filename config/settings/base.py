"""What every installation shares. A malformed value stops the start, loudly.

Everything a site may change comes from the environment; the variables are
listed in `docs/operations.md`.
"""

from pathlib import Path

from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("GBW_DATA", BASE_DIR / "var")

DEBUG = False
DEMO = False
STYLE_PAGE = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
SITE_ORIGIN: str = env.str("SITE_ORIGIN", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]

INSTALLED_APPS = [
    "jobs",
    "accounts",
    "notifications",
    "search",
    "bank",
    "network",
    "home",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "config.quiet_admin.QuietAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PrivateAnswers",
    # Inside of those that set headers: it answers by itself where a slash is missing.
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionLifetime",
    # Whoever looks as another must be signed in themselves, and still be.
    "accounts.middleware.ViewAs",
    "accounts.middleware.SecondFactor",
    "accounts.middleware.CmsDoor",
    "django_htmx.middleware.HtmxMiddleware",
    "home.middleware.CmsRoom",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"lucide": "home.templatetags.icons"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.layout",
                "accounts.context_processors.demonstration",
                "notifications.context_processors.bell",
            ],
        },
    },
]

from config.settings.cms import *  # noqa: E402
from config.settings.database import *  # noqa: E402
from config.settings.logging import *  # noqa: E402
from config.settings.people import *  # noqa: E402
from config.settings.web import *  # noqa: E402

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

WAGTAIL_SITE_NAME = "Gminny Bank Wiedzy"
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}
