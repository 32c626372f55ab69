"""HTML to plain text in one pass over the string.

A full HTML parser is not used: lexbor (selectolax) took 50 s on 0.75 MB of nested `<div>`, because the standard's tree
construction walks the open elements at every tag. Mail needs no tree, only which tags break a line and which subtrees
are quoted history. See docs/decisions/0005-text-cleaning-and-redaction.md.
"""

import html
import re

_KNOWN_TAG = re.compile(
    r"<(?:!doctype\s|/?[abipu](?=\s?/?>|\s{1,3}[\w-]{1,30}\s?=)"  # "if a<b and c>d" is no mark-up
    r"|/?(?:html|head|body|div|br|span|em|strong|font|table|tbody|thead|tr|td|th|ul|ol|li|hr|h[1-6]"
    r"|blockquote|pre|code|img|style|script|meta|center|small|sub|sup|section|article|header|footer|label|title"
    r")(?=[\s/>]))",
    re.IGNORECASE,
)
# Source line breaks mean nothing inside such documents; in a chat text with a stray <b> or <br> they do.
_STRUCTURAL_TAG = re.compile(r"<(?:!doctype\s|(?:html|body|div|p|table|ul|ol)(?=[\s/>]))", re.IGNORECASE)
# The second alternative takes tags whose quotes do not balance. Neither runs past the next "<", so scanning is linear.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][\w:-]*)((?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)>|<(/?)([a-zA-Z][\w:-]*)([\s/][^<>]*)?>"""
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SOURCE_BREAKS = re.compile(r"[\t\n\f\r ]+")

_LINE_TAG = re.compile(
    "p|div|br|hr|tr|table|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|pre|section|article|header|footer|address|center|fieldset"
    "|form|main|nav|aside|figure|figcaption|title"
)
_CELL_TAGS = frozenset(["td", "th"])
_RAW_TEXT_TAGS = frozenset(["script", "style", "head", "template", "noscript", "xml"])
_HISTORY_CLASS = re.compile(
    r"gmail_quote|gmail_signature|moz-cite-prefix|moz-signature|yahoo_quoted|protonmail_quote|zmail_extra"
    r"|freshdesk_quote|OutlookMessageHeader|display:\s*none",
    re.IGNORECASE,
)
# Everything after these is the message that was replied to.
_HISTORY_START = re.compile(r"divRplyFwdMsg|appendonsend|stopSpelling", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:https?://|mailto:|/|#)[^()\s]{0,2000}\)")


def to_text(text: str) -> str:
    """Plain text of a message that may be HTML, Markdown or neither.

    Text without a known HTML tag keeps its "<" and ">" ("a < b", "<name@example.com>"). Quoted history that the markup
    itself marks (blockquote, gmail_quote, Outlook's reply header) is left out. Time is linear in the length.
    """
    if "<" in text and _KNOWN_TAG.search(text):
        text = _strip_tags(_SOURCE_BREAKS.sub(" ", text) if _STRUCTURAL_TAG.search(text) else text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    return text


def _strip_tags(source: str) -> str:
    kept: list[str] = []
    position = 0
    skipped_tag, skipped_depth = "", 0  # the quoted element being left out, and how often it is open
    unclosed: set[str] = set()  # looked for once: what is never closed is a word about markup, not markup
    while (start := source.find("<", position)) >= 0:
        if not skipped_depth:
            kept.append(source[position:start])
        opening = next((mark for mark in ("<!--", "<!", "<?") if source.startswith(mark, start)), None)
        if opening and opening not in unclosed:
            closing = "-->" if opening == "<!--" else ">"
            end = source.find(closing, start + len(opening))
            if end >= 0:
                position = end + len(closing)
                continue
            unclosed.add(opening)
        match = _TAG.match(source, start)
        if not match:
            if not skipped_depth:
                kept.append("<")
            position = start + 1
            continue
        position = match.end()
        is_closing = bool(match[1] or match[4])
        name = (match[2] or match[5]).lower()
        attributes = match[3] or match[6] or ""
        if skipped_depth:
            if name == skipped_tag and not attributes.endswith("/"):
                skipped_depth += -1 if is_closing else 1
            continue
        if not is_closing:
            if name in _RAW_TEXT_TAGS and name not in unclosed:
                close = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(source, position)
                if close:
                    position = close.end()
                else:
                    unclosed.add(name)
                continue
            if attributes and _HISTORY_START.search(attributes):
                return "".join(kept)
            is_void = name in ("br", "hr", "img", "input", "meta", "link") or attributes.endswith("/")
            if not is_void and (name == "blockquote" or (attributes and _HISTORY_CLASS.search(attributes))):
                kept.append("\n")
                skipped_tag, skipped_depth = name, 1
                continue
        if _LINE_TAG.fullmatch(name):
            kept.append("\n")
        elif name in _CELL_TAGS:
            kept.append(" ")
    if not skipped_depth:
        kept.append(source[position:])
    return "".join(kept)
