from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)


class HomeConfig(AppConfig):
    """Register what `home` brings to the layers beneath it."""

    name = "home"

    def ready(self) -> None:
        # Models are not ready while this module loads.
        import home.tasks  # noqa: F401, PLC0415
        from bank.models.file_uses import register_use  # noqa: PLC0415
        from home.models.file_uses import EditorialFiles  # noqa: PLC0415
        from home.notices import register_kinds  # noqa: PLC0415
        from home.receivers import (  # noqa: PLC0415
            admit_editors,
            forget_footer,
            index_page,
            index_pages_below,
            lead_from_old_address,
            lead_from_old_place,
        )
        from home.searchable import register_sources  # noqa: PLC0415

        register_kinds()
        register_use(EditorialFiles())
        register_sources()
        user_logged_in.connect(admit_editors, dispatch_uid="home.admit_editors")
        for changed in (page_published, page_unpublished):
            changed.connect(forget_footer, dispatch_uid="home.forget_footer")
            changed.connect(index_page, dispatch_uid="home.index_page")
        page_slug_changed.connect(lead_from_old_address, dispatch_uid="home.renamed")
        post_page_move.connect(lead_from_old_place, dispatch_uid="home.moved")
        post_page_move.connect(forget_footer, dispatch_uid="home.moved_footer")
        # For this class alone: a receiver of all deletions would slow down each.
        post_delete.connect(
            index_page, "wagtailcore.Page", dispatch_uid="home.index_gone"
        )
        for moved in (page_slug_changed, post_page_move):
            moved.connect(index_pages_below, dispatch_uid="home.index_below")
