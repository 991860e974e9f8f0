from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class HomeConfig(AppConfig):
    """Register what `home` brings to the layers beneath it."""

    name = "home"

    def ready(self) -> None:
        # Models are not ready while this module loads.
        import home.tasks  # noqa: F401, PLC0415
        from home.notices import register_kinds  # noqa: PLC0415
        from home.receivers import admit_editors  # noqa: PLC0415

        register_kinds()
        user_logged_in.connect(admit_editors, dispatch_uid="home.admit_editors")
