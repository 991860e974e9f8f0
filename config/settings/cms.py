"""The CMS: one to three editors, at `/cms/`, switched off by `CMS_ENABLED=False`."""

from environs import Env

env = Env()

CMS_ENABLED = env.bool("CMS_ENABLED", True)

WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.media.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "home.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.media.SiteDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "direct"

# No request leaves the host because somebody edits a page.
# Titles of what is in review travel by our own notifications only.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_SLIM_SIDEBAR = True
# Moved addresses are ours (`home.MovedAddress`): never to another host.
WAGTAILREDIRECTS_AUTO_CREATE = False
