import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# After the apps are ready; a server runs no system checks by itself.
from accounts.checks import refuse_unsafe_start  # noqa: E402
from search.checks import refuse_what_cannot_work  # noqa: E402

refuse_unsafe_start()
refuse_what_cannot_work()
