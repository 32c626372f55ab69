"""Raw message text to the words that its author wrote, as a pure function."""

import functools
import re
import sys
import unicodedata

from groundswell.scoring import markup, quoting

# Part of model_version: a change in this module, `markup`, `quoting` or `redaction` that alters any output must raise
# it, or the cache would go on answering with scores of differently cleaned texts.
CLEANER_VERSION = "3"

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls, zero-width characters, bidi marks, soft hyphens, byte order marks and noncharacters. The zero-width joiners
# stay: emoji and Persian are spelled with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]"
)
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n(?: ?\n)+")
_CODE_FENCE = re.compile(r"^[ ]{0,3}```")
_MAX_COMBINING = 30  # the longest run of combining marks in Unicode's stream-safe text format (UAX 15)

# How a notice of absence begins, with the subject that it answers. A customer's sentence about such notices ends like
# a sentence, or goes on after the colon: "Automatic reply: is all I ever get".
_SUBJECT = (
    r"\s?(?:\n|$|:(?!\s?(?:is|are|was|were|that|it|why|what|again|nothing|only)\b)(?:[^\n]{0,300}[^\n.!?])?(?:\n|$))"
)
_ABSENCE_START = re.compile(
    rf"\W{{0,5}}(?:(?:automatic|auto)[ -]?(?:reply|response){_SUBJECT}"
    rf"|out[ -]of[ -](?:the )?office(?:[ -](?:auto[ -]?)?(?:reply|response|message|notification))?{_SUBJECT}"
    r"|automatische antwort|abwesenheits(?:notiz|nachricht)|réponse automatique|absence du bureau\s?:"
    r"|respuesta automática|resposta automática|risposta automatica|automatisch antwoord|autosvar)",
    re.IGNORECASE,
)
_ABSENCE_HEAD = re.compile(
    r"\W{0,5}(?:(?:automatic|auto)[ -]?(?:reply|response)|out[ -]of[ -](?:the )?office"
    r"(?:[ -](?:auto[ -]?)?(?:reply|response|message|notification))?)\s?:",
    re.IGNORECASE,
)
# What a mail server or a shop's program sends. It has no first person.
_MACHINE_START = re.compile(
    r"\W{0,5}(?:this is an auto(?:mated|matic|matically generated)(?: (?:e-?mail|message|reply|response|notification))?"
    r"(?: (?:from|generated|to confirm|sent|reply)\b|\s?[.;!–-]|\n|$"
    r"|, (?:please|do not|and|which|sent|generated|there is no|replies|so you)\b)"
    r"|(?:please )?do not reply to this (?:e-?mail|message|notification)"
    r"(?=\s?(?:[.;!(–-]|\n|$|,? ?(?:as|because|since|it (?:is|was) (?:sent|an auto)|this (?:is|mailbox)|for"
    r"|replies)\b))"
    rf"|(?:undeliverable|returned mail|mail delivery (?:failed|failure)){_SUBJECT}|undelivered mail returned"
    r"|delivery status notification\s?(?:[(:]|\n|$)|mail delivery subsystem|delivery has failed to these recipients"
    r"|your message (?:to .{1,80} )?(?:couldn't|could not) be delivered(?:[.:]|\n|$| to | because )"
    r"|read:\s.{0,200}\n{1,2}.{0,20}your message\b"
    # A receipt ends with the date: words in capitals and numbers.
    r"|your message\s[^?!]{0,200}was (?:read|deleted without being read) on"
    r"(?: (?:(?-i:[A-Z])\w{0,20},?|\d[\d:./-]{0,20},?|at|[ap]\.?m\.?|\([^()\n]{0,60}\))){1,12}\.?(?:\n|$))",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:i(?:'|’)?m|i am|i will be|i(?:'|’)ll be|we are|our office is|our offices are|my office is)"
    r" (?:currently |presently |now |away and |travell?ing and )?(?:out of (?:the )?office|out of town"
    r"|away from (?:my desk|the office|work)"
    r"|away until|on (?:(?:my )?(?:annual|parental|maternity|paternity|sick|medical|bereavement"
    r"|extended) )?leave"
    r"|on (?:vacation|holidays?|pto|parental leave|a business trip)|ooo)\b"
    r"|\b(?:our|my) offices? (?:is|are) (?:currently |now )?closed\b"
    r"|\b(?:ich bin|bin) (?:derzeit |zurzeit |momentan |ab dem .{1,20} )?(?:nicht im büro|im urlaub|abwesend"
    r"|außer haus)\b"
    r"|\bje suis (?:actuellement )?(?:absent|en congé|en vacances)|\b(?:estoy|estaré) (?:fuera de la oficina"
    r"|de vacaciones|ausente)",
    re.IGNORECASE,
)
_AWAY_PROOF = re.compile(
    r"limited access|no access to (?:my )?e-?mail|(?:not|won't|will not) be (?:checking|able to (?:check|respond"
    r"|reply|answer))"
    r"|(?:respond|reply|answer|get back to you|attend to|read your)(?: to your (?:e-?mail"
    r"|message))? (?:as soon as|when|upon|after|on) "
    r"(?:possible|i|my|we|our)|(?:upon|on|after) (?:my|our) return|in my absence|during my absence|while i(?:'m"
    r"| am) (?:away|out)"
    r"|(?:for|if).{0,40}(?:urgent|immediate|emergenc\w+|assistance).{0,60}(?:contact|call|reach|e-?mail|write)"
    r"|^\W*(?:(?:hi|hello|dear)\b.{0,40}\n)?\W*(?:thanks|thank you) for (?:your|the)"
    r" (?:e-?mail|message|note|mail|inquiry)"
    r"|(?:e-?mails?|nachrichten?) (?:werden|wird) nicht (?:weitergeleitet|gelesen)|in dringenden fällen|wenden sie sich"
    r"|en cas d'urgence|en mon absence|à mon retour|en caso de urgencia|a mi regreso|durante mi ausencia",
    re.IGNORECASE,
)
# A customer who is away and complains all the same.
_GRIEVANCE = re.compile(
    r"\b(?:but|yet|still|although|though|however|broken|(?:does|do|did|is|was)(?: not|n['’]t)|fix|cancel|refund|again"
    r"|happy|loved?|charged|crash\w*|fail(?:s|ed|ing)?|errors?|bugs?|lost|locked|wrong|stopped|(?:is|are) down"
    r"|can(?:not|['’]t) (?:log|sign|use|get in|open|export|pay|find)"
    r"|your (?:app|service|system|product|tool|website|bill\w*))\b",
    re.IGNORECASE,
)
_MAX_AUTO_REPLY = 2500  # characters: a notice is short, so a long message that mentions a holiday is a message


def clean(text: str) -> str:
    """The author's own words, one paragraph or list item a line, in NFC with single spaces.

    Left out: markup, quoted and forwarded history, signatures, footers, disclaimers, fenced code beside prose,
    invisible characters and lone surrogates. Returns "" for automatic replies and for text in which nothing of the
    author is left. Deterministic; time is linear in the length (about 0.1 s a megabyte of prose).
    """
    text = normalise(markup.to_text(normalise(text)))
    lines = quoting.strip_history(text.split("\n"))
    if is_auto_reply("\n".join(lines)):
        return ""
    lines = _without_code(quoting.strip_furniture(lines))
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def normalise(text: str) -> str:
    """The text in NFC with "\\n" line breaks, single spaces, no invisible characters and only whole code points."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # Joins split surrogate pairs (from JSON escapes) and drops lone halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", _short_combining(text)):
            text = unicodedata.normalize("NFC", _short_combining(text))
        else:
            text = _short_combining(text)
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


def is_auto_reply(text: str) -> bool:
    """Whether a machine wrote the text: out-of-office notice, bounce, automatic acknowledgement.

    A customer who complains about automatic replies or mentions a holiday is not one: a notice starts like one, or says
    within its first lines that the author is away and also what to do meanwhile, and nothing of a mood. The first line
    of a notice may repeat an angry subject; what is below it may not.
    """
    if _MACHINE_START.match(text):
        return not quoting.MOOD.search(text) and not quoting.SPEAKER.search(text[:400])
    if _ABSENCE_START.match(text):
        body = text.partition("\n")[2]
        return not quoting.MOOD.search(text) or bool(_AWAY.search(body[:400]) and not quoting.MOOD.search(body))
    if _ABSENCE_HEAD.match(text) and _AWAY.search(text[:400]) and not quoting.MOOD.search(text):
        return True  # its subject, or its only line, is a sentence
    if len(text) > _MAX_AUTO_REPLY:
        return False
    is_away = bool(_AWAY.search(text[:400]) and _AWAY_PROOF.search(text))
    return is_away and not _GRIEVANCE.search(text) and not quoting.MOOD.search(text)


def _short_combining(text: str) -> str:
    # Canonical ordering sorts each run of marks by insertion: a megabyte of them would take minutes.
    return _combining_runs().sub(lambda match: match[0][:_MAX_COMBINING], text)


@functools.cache
def _combining_runs() -> re.Pattern[str]:
    marks = "".join(char for char in map(chr, range(0x300, sys.maxunicode)) if unicodedata.combining(char))
    return re.compile(f"[{marks}]{{{_MAX_COMBINING + 1},}}")


def _without_code(lines: list[str]) -> list[str]:
    """Drop fenced code and logs, unless nothing else is there: stack traces read as anger."""
    fences = [index for index, line in enumerate(lines) if _CODE_FENCE.match(line)]
    code: set[int] = set()
    for start, end in zip(fences[0::2], fences[1::2], strict=False):  # a fence that is never closed is no fence
        code.update(range(start, end + 1))
    kept = [line for index, line in enumerate(lines) if index not in code]
    return kept if any(line.strip() for line in kept) else [line for line in lines if not _CODE_FENCE.match(line)]
