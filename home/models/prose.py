"""What people type for our own pages → HTML that is safe to show."""

from network.markdown import render


def page_html(source: str) -> str:
    """Render `source`, with headings that follow the title of the page.

    What people write in a topic begins at the third level; here only the title of
    the page stands above. The renderer's own tags carry no attributes.
    """
    html = render(source, {}).html
    for was, now in (("h3>", "h2>"), ("h4>", "h3>")):
        html = html.replace(f"<{was}", f"<{now}").replace(f"</{was}", f"</{now}")
    return html
