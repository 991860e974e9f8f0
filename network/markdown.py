"""What people type → HTML that is safe to show.

Two walls: markdown-it with HTML and images off, then nh3 with an allow-list. The
second would hold even if the first had a hole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

import nh3
from anyascii import anyascii
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "span",
        "strong",
        "ul",
    ]
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
CLASSES = {"span": {"mention"}}
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener"

_SPECIAL = re.compile(
    r"(?P<url>https?://[^\s<>\"']{1,1000})|(?<![\w@./-])@(?P<handle>\w[\w.-]{0,80})"
)
_BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote|pre)>|<br ?/?>")
_CLOSING = ".,;:!?…”)]}"


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, and the handles of the people it names."""

    html: str
    handles: frozenset[str]


def text_lines(html: str) -> str:
    """Take the words out of HTML of ours, a line for each block."""
    lines = _BLOCK_END.sub("\n", html).split("\n")
    texts = (unescape(nh3.clean(line, tags=set())).strip() for line in lines)
    return "\n".join(text for text in texts if text)


def render(source: str, people: Mapping[str, str]) -> Rendered:
    """Render `source`; of the handles in it, only those in `people` mean somebody.

    `people` maps a handle to the name to show.
    """
    handles: set[str] = set()
    env = {"people": people, "handles": handles}
    html = _parser.render(source.replace("\0", ""), env)
    return Rendered(clean(html), frozenset(handles))


def clean(html: str) -> str:
    """Let through the allow-list only."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


def plain_text(html: str, length: int) -> str:
    """Take the words out of HTML of ours, cut to `length` at the end of a word."""
    text = " ".join(unescape(nh3.clean(html, tags=set())).split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(_CLOSING) + "…"


def fold_handle(typed: str) -> str:
    """Read a handle as people type it: „Łukasz.Żak.” is „lukasz.zak”."""
    return anyascii(typed).lower().strip(".-")


def _lower_headings(state: StateCore) -> None:
    """The page has its own h1 and h2; a post begins at h3."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"


def _link_and_mention(state: StateCore) -> None:
    """Turn bare addresses into links and handles of members into mentions.

    Who quotes does not call again those whom the quoted one called.
    """
    quotes = 0
    for block in state.tokens:
        quotes += block.nesting if block.type.startswith("blockquote_") else 0
        if block.type != "inline" or not block.children:
            continue
        inside_link = 0
        children: list[Token] = []
        for token in block.children:
            inside_link += token.nesting if token.type.startswith("link_") else 0
            if token.type == "text" and not inside_link:
                children.extend(_split(token.content, state, is_quoted=quotes > 0))
            else:
                children.append(token)
        block.children = children


def _split(text: str, state: StateCore, *, is_quoted: bool) -> Iterator[Token]:
    people = state.env["people"]
    done = 0
    for match in _SPECIAL.finditer(text):
        typed = (match["url"] or match["handle"]).rstrip(_CLOSING)
        end = match.start() + len(typed) + (1 if match["handle"] else 0)
        handle = fold_handle(typed)
        if match["url"] and state.md.validateLink(typed):
            tokens = _element("a", typed, href=state.md.normalizeLink(typed))
        elif match["handle"] and handle in people:
            if not is_quoted:
                state.env["handles"].add(handle)
            tokens = _element("span", f"@{people[handle]}", **{"class": "mention"})
        else:
            continue
        yield from _text(text[done : match.start()])
        yield from tokens
        done = end
    yield from _text(text[done:])


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


def _element(tag: str, content: str, **attrs: str) -> list[Token]:
    kind = "link" if tag == "a" else "mention"
    opening = Token(f"{kind}_open", tag, 1, attrs=dict(attrs))
    return [opening, *_text(content), Token(f"{kind}_close", tag, -1)]


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable("strikethrough").disable(["image", "html_inline", "html_block"])
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.core.ruler.push("link_and_mention", _link_and_mention)
    return parser


_parser = _make_parser()
