"""What an editor builds pages from."""

from home.blocks.page_body import PageBody

__all__ = ["PageBody"]
