"""Clean, plain and count rich text. Pure functions on strings."""

import re
from html import escape, unescape

import nh3

TAGS = {"p", "h3", "h4", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br"}
LINK_SCHEMES = ("https://", "mailto:", "tel:")
# Text with one of these is HTML; anything else between < and > is what somebody typed.
_HTML = re.compile(
    r"</?(?:p|h[1-6]|strong|b|em|i|u|s|ul|ol|li|a|blockquote|br|div|span|font|img|table|thead|tbody|tr|td|th|"
    r"script|style|iframe|object|embed|svg|math|form|input|button|link|meta|base|video|audio|hr|pre|code)"
    r"(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
# What word processors and old editors write for what we allow.
_RENAMED = [
    (re.compile(rf"<(/?){old}(?=[\s>/])", re.IGNORECASE), rf"<\1{new}")
    for old, new in (("b", "strong"), ("i", "em"), ("h[12]", "h3"), ("h[56]", "h4"), ("div", "p"))
]
_TAG = re.compile(r"<[^<>]+>")
_EMPTY = re.compile(r"<(p|h3|h4|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def is_html(text: str) -> bool:
    """Tell whether text was written with tags, by the editor, rather than typed."""
    return bool(_HTML.search(text))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("a", "rel"):  # which nh3 sets itself
        return value
    if (tag, name) != ("a", "href"):
        return None
    address = value.strip()
    if address.lower().startswith("http://"):
        address = "https://" + address[len("http://") :]
    return address if address.lower().startswith(LINK_SCHEMES) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}},
    attribute_filter=_attribute,
    url_schemes={"https", "http", "mailto", "tel"},
    link_rel="noopener nofollow",
    strip_comments=True,
)


def clean(text: str) -> str:
    """Return safe HTML: only paragraphs, two headings, lists, quotes, strong, emphasis and links.

    Typed text becomes paragraphs at its blank lines. Cleaning what is clean changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        return ""
    if not is_html(text):
        return _cleaner.clean(paragraphs(unescape(text) if _only_entities(text) else text))
    for pattern, replacement in _RENAMED:
        text = pattern.sub(replacement, text)
    cleaned = _without_empty(_cleaner.clean(text)).strip()
    if not _TAG.search(cleaned):
        return _cleaner.clean(paragraphs(unescape(cleaned)))
    return cleaned


def _without_empty(html: str) -> str:
    """Take away paragraphs, headings and quotes with nothing in them, and those that are empty without these."""
    count = 1
    while count:
        html, count = _EMPTY.subn("", html)
    return html


def _only_entities(text: str) -> bool:
    return bool(re.search(r"&(?:lt|gt|amp|quot|nbsp|#\d+);", text)) and "<" not in text


def paragraphs(text: str) -> str:
    """Turn typed text into paragraphs: a blank line starts one, a line end is a line break."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip())]
    return "".join(
        "<p>" + "<br>".join(escape(line.strip(), quote=False) for line in block.split("\n")) + "</p>"
        for block in blocks
        if block
    )


def plain(html: str) -> str:
    """Return the text without its tags: a blank line between blocks, list items on lines of their own."""
    if not is_html(html):
        return html.strip()
    text = re.sub(r"\s*\n\s*", " ", html)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"<li[^>]*>", "- ", text)
    text = re.sub(r"</li>", "\n", text)
    text = re.sub(r"</(?:p|h3|h4|blockquote|ul|ol)>", "\n\n", text)
    text = unescape(_TAG.sub("", text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


def typed(html: str) -> str | None:
    """Return the text as someone could have typed it, or None when it has formatting that would be lost."""
    if set(re.findall(r"<([a-z0-9]+)", html)) - {"p", "br"}:
        return None
    return plain(html)


def word_count(html: str) -> int:
    """Count the words that a reader sees."""
    return len(_WORD.findall(plain(html)))


def text_length(html: str) -> int:
    """Count the characters that a reader sees, which is what a limit is about."""
    return len(plain(html))
