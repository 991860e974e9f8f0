"""Wagtail's own checker, told to look at what we write and nothing around it."""

from typing import Any

from wagtail.admin.userbar import ContentCheckerItem


class SiteContentChecker(ContentCheckerItem):
    """Runs in the preview of the editor; ours adds what can be told from the text."""

    axe_include: list[str] = ["main"]
    axe_run_only: list[str] = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "identical-links-same-purpose",
        "duplicate-id-aria",
        "list",
        "listitem",
        "page-has-heading-one",
        "td-headers-attr",
        "th-has-data-cells",
    ]


# Any: whatever Wagtail puts into its bar.
def with_ours(items: list[Any]) -> list[Any]:
    return [
        SiteContentChecker(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
