from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from wagtail.signals import page_published, page_unpublished


class HomeConfig(AppConfig):
    """Register what `home` brings to the layers beneath it."""

    name = "home"

    def ready(self) -> None:
        # Models are not ready while this module loads.
        import home.tasks  # noqa: F401, PLC0415
        from bank.models.file_uses import register_use  # noqa: PLC0415
        from home.models.file_uses import EditorialFiles  # noqa: PLC0415
        from home.notices import register_kinds  # noqa: PLC0415
        from home.receivers import admit_editors, forget_footer  # noqa: PLC0415

        register_kinds()
        register_use(EditorialFiles())
        user_logged_in.connect(admit_editors, dispatch_uid="home.admit_editors")
        for changed in (page_published, page_unpublished):
            changed.connect(forget_footer, dispatch_uid="home.forget_footer")
