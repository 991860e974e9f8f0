"""A topic and somebody signed in, made in the database of a site under test.

`python -m tests.faults.people` prints what a browser of theirs would know, as JSON.
"""

import json
import sys

import django


def main() -> None:
    django.setup()
    # Loaded only now: these read the settings.
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.factories.accounts import make_user  # noqa: PLC0415
    from tests.factories.network import make_topic  # noqa: PLC0415

    topic = make_topic(make_user("maria"))
    browser = Client()
    browser.force_login(topic.author)
    known = {
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "topic": topic.get_absolute_url(),
        "reply": reverse("network:reply", args=[topic.network.slug, topic.pk]),
    }
    sys.stdout.write(json.dumps(known))


if __name__ == "__main__":
    main()
