"""What a mail carries besides what its author wrote: quoted history, signature, footers, disclaimers.

Works on lines. Every pattern is anchored at the start of a line and bounded, so that time is linear in the length.
"""

import re

_MAX_HEADER_LINE = 400  # a longer line is prose, never a header
_MAX_TAIL = 30  # lines at the end in which a signature can start

# Words of a person with a mood. No notice, disclaimer or signature holds them: what seems to be one is prose.
MOOD = re.compile(
    r"\b(?:furious|angry|annoy\w+|frustrat\w+|disappoint\w+|unacceptable|terribl[ey]|awful|useless|horribl[ey]|ridiculous"
    r"|disgrace\w*|disgust\w*|pathetic|insult\w*|shame\w*|worst|worse|(?-i:bad|BAD|Bad(?=[.!]))|scam"
    r"|(?:a|is) fraud|rip-?off|waste (?:of|my|our)|hate[ds]?|sucks?"
    r"|fed up|joke|nobody|no[- ]one (?:answer|repli|respond|help|care)\w*"
    r"|never (?:answer|repl|got|get|hear|help|work)\w*"
    r"|all (?:that )?(?:i|we) (?:ever |always )?(?:get|got|see|hear)|every (?:single )?time|over and over"
    r"|how (?:do|can|should) (?:i|we|anyone)|how you treat|charged (?:me|us)|leaked|i (?:really )?love)\b",
    re.IGNORECASE,
)

# A person speaks, so it is neither a disclaimer nor a machine's notice.
SPEAKER = re.compile(
    r"\b(?:i(?![.)])|my|me|they (?:said|say)|you (?:said|say|sent|send)|but (?:you|it)|your (?:mails|app|team)"
    r"|does nothing|our (?:customers?|clients?|users|data))\b",
    re.IGNORECASE,
)

# "On 3 May 2024 at 10:12, Ann Lee <ann@example.com> wrote:" in the languages that mail clients write it in.
_REPLY_HEADER_START = re.compile(
    r"[>\s]*(?:On|Am|Le|El|Il|Em|Op|Den|Dne|W dniu|Pe|På|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} \w{3,12}\.? \d{4})\b"
)
_REPLY_HEADER_END = re.compile(
    r"(?:\bwrote|\bschrieb(?: [^:]{1,100})?|\ba [ée]crit|\bescribi[óo]|\bha scritto|\bescreveu"
    r"|\bschreef(?: [^:]{1,100})?"
    r"|\bskrev(?: [^:]{1,100})?|\bnapisał(?:\(a\))?|\bnapsal\(a\)|\ba scris)\s?:\s*$",
    re.IGNORECASE,
)
# Without a year, a clock time or an address it is a sentence: "On Monday your agent wrote:".
_REPLY_HEADER_PROOF = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d\d|<[^<>\s]{3,}@|\S@\S|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)

# Who tells a story names the writer by a pronoun: "On 3 May 2024 your agent wrote:".
_REPLY_HEADER_STORY = re.compile(
    r"\b(?:you|your|he|she|they|i|we|my|our|the|somebody|someone|nobody|one of)\b[^<>@\d]{0,60}\bwrote\s?:\s*$",
    re.IGNORECASE,
)
# Only a mail program writes the address or the clock time of what it quotes.
_REPLY_HEADER_ADDRESS = re.compile(r"<[^<>\s]{3,}@|\S@\S")
_CLOCK_TIME = re.compile(r"\d{1,2}[:.h]\d\d")

_SEPARATOR = re.compile(
    r"\s*(?:[-_*=]{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)\b.{0,80}|reply message"
    r"|reply above this line"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original"
    r"|mensaje reenviado|messaggio originale|mensagem original|oorspronkelijk bericht"
    r"|oprindelig meddelelse)\s*[-_*=]{0,}"
    r"|begin forwarded message\s?:|anfang der weitergeleiteten nachricht\s?:|début du message réexpédié\s?:"
    r"|##-? ?please (?:type|do not write).{0,80}|-{0,5}\s*please reply above this line\s*-{0,5})\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"[>\s*]*(?:from|von|de|da|van|från|fra|od)\s?\*?:\s?\*?\s*\S", re.IGNORECASE)
_HEADER_FIELD = re.compile(
    r"[>\s*]*(?:sent|date|to|cc|bcc|subject|reply-to|importance|gesendet|datum|an|betreff|envoyé|à|objet"
    r"|enviado(?: el)?"
    r"|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|assunto"
    r")\s?\*?:(?:\s|\*|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-_=*]{8,}\s*$")
_QUOTED = re.compile(r"\s*(?:>(?:[\s>]|$)|›|\|\s)")
_QUOTED_TIGHT = re.compile(r"\s*>")  # ">text" is a quote below a reply header; elsewhere people write lists like that
_QUOTED_NUMBER = re.compile(r"\s*>\s?\d")  # "> 5 users cannot log in" is a comparison when no neighbour is quoted

_SIGNATURE_MARK = re.compile(r"\s*--\s*$")
_MAX_SIGNATURE = 16  # lines
_MAX_MOTTO = 60  # characters of the one line of a signature that may be a sentence
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)?\s?(?:regards|wishes|rgds)|best|cheers"
    r"|sincerely(?: yours)?"
    r"|yours (?:sincerely|faithfully|truly)|respectfully|cordially|br|kr|all the best|take care"
    r"|(?:many |kind )?(?:thanks|thank you|thx)(?: (?:and|&) (?:best |kind )?regards| in advance|,? again)?"
    r"|(?:mit )?(?:freundlichen|besten|viele|liebe|beste|schöne) grüßen?|mfg|lg|vg|cordialement|bien à vous|saludos"
    r"|atentamente|un saludo|cordiali saluti|atenciosamente|met vriendelijke groet(?:en)?|med venlig hilsen"
    r"|sent on behalf of .{1,60})\s?[,.!–-]{0,3}\s*$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\b[.:]?", re.IGNORECASE)
_CONTACT = re.compile(
    r"\S@\S|www\.|https?://|\+\d|\(\d{2,4}\)|\b(?:tel|phone|mobile|mob|cell|fax|direct|office|ext|m|t|e"
    r"|w)\s?[.:]\s?\S|\|"
    r"|\d{3}[ .-]\d{3,4}|\b(?:inc|ltd|gmbh|llc|corp|plc|b\.v|s\.a)\b\.?",
    re.IGNORECASE,
)
# Words that no name, title ("IT Manager") or company has: "Nothing Works" below "Thanks" is the message.
_SAYING = re.compile(
    r"\b(?:nothing|never|not|still|works?|working|worked|doesn['’]?t|don['’]?t|didn['’]?t|isn['’]?t|won['’]?t|can['’]?t|cannot"
    r"|broken|fail(?:s|ed|ing)?|crash\w*|slow|buggy|is|are|was|(?-i:it|It)|please|fix|refund|cancel|again|very|too|so"
    r"|amazing|awesome|excellent)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten tag|bonjour|hola)\b[^.?!\n]{0,40}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!…:;]['\")\]]?\s*$")

_FOOTER = re.compile(
    r"\s*(?:sent (?:from|via|using|with) (?:my |the |a )?(?:(?:i(?:phone|pad|pod)|android|samsung|galaxy"
    r"|blackberry|pixel|nokia|huawei"
    r"|mobile|phone|handheld|smartphone|tablet|windows|outlook|yahoo|mail|gmail|aol|verizon|at&t|t-mobile|proton"
    r"|hey|spark|superhuman|mailbird|front)\b.{0,80}|\w{1,20} (?:phone|device|mobile|tablet|smartphone)\b.{0,20})"
    r"|get outlook for (?:ios|android|mac).{0,60}|von meinem .{1,40} (?:gesendet|gesendet\.)|gesendet (?:von"
    r"|mit) .{1,60}"
    r"|envoyé (?:de|depuis) mon .{1,40}|enviado (?:desde|do|a partir do) .{1,60}|inviato da(?:l mio)? .{1,40}"
    r"|verzonden vanaf mijn .{1,40}|skickat från min .{1,40}|sendt fra min .{1,40}"
    r"|virus-free\..{0,60}|(?:this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|scanned by)\b.{0,120}"
    r"|\[(?:cid|image|inline image|logo|signature|attachment)\b[^\[\]]{0,100}\]|cid:\S{1,100}|<image\d+\.\w{3,4}>)"
    r"\s*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:(?:confidentiality notice|legal disclaimer)\W{0,3}(?:$|:|[-–—]|this|the|any)"
    r"|legal notice\W{0,3}(?:$|\b(?:this|any|the (?:information|contents?))\b)"
    r"|(?:privileged (?:and|and/or|or) confidential|confidential (?:and|and/or|or) (?:legally )?privileged)"
    r"(?:\W{0,3}$|\W{1,3}(?:information|material|communication|content|attorney|and (?:is |are )?intended|this|if)\b)"
    r"|(?:this|the (?:information|content)s?(?: contained)? (?:in|of) this) (?:e-?mail|message|communication"
    r"|transmission)"
    r"(?:,? (?:\(?including|and|together with) (?:any |all |its )?(?:attachments?|files?)[^.]{0,40})? "
    r"(?:is|are|may be|may contain|contains?|is intended|and any|from)\b[^.]{0,80}"
    r"(?:confidential|privileged|intended (?:only|solely|exclusively)|proprietary)"
    r"|if you (?:are not|have received this (?:e-?mail|message)|are not the) (?:the )?(?:intended|named|in error"
    r"|by mistake)"
    r"|if you (?:have )?received? this (?:e-?mail|message|communication) (?:in error|by mistake)"
    r"|please consider the environment before printing"
    r"|(?:caution|warning|external)\s?[:!-] ?(?:this (?:e-?mail|message) (?:originated|came|was sent) from"
    r" (?:outside|an? external|external|an? (?:unknown|untrusted))"
    r"|external (?:e-?mail|sender))"
    r"|this (?:e-?mail|message) originated (?:from )?outside"
    r"|registered (?:in|office).{0,60}(?:company (?:no|number|registration)|registered number)"
    r"|you (?:are receiving|received|get) this (?:e-?mail|message|newsletter) because"
    r"|(?:^|[.!] )to unsubscribe,? (?:from this|click|please|reply)|unsubscribe here"
    r"|diese e-?mail (?:enthält|kann|ist) .{0,60}vertraulich|ce (?:message|courriel) .{0,80}confidentiel)",
    re.IGNORECASE,
)
_EXTERNAL_BANNER = re.compile(r"\s*\[(?:external|ext|extern)(?: (?:e-?mail|sender))?\]\s*:?", re.IGNORECASE)
_SUBJECT_PREFIX = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|antw|sv|vs|tr)\s?(?:\[\d+\])?:\s*){1,6}", re.IGNORECASE)


def strip_history(lines: list[str]) -> list[str]:
    """The lines that the author of this message wrote: without the messages it answers or forwards.

    A header block on the very first lines is the message's own (an export with headers) and only the block is dropped.
    Answers between quoted lines are kept, because in them the author speaks.
    """
    kept: list[str] = []
    index = 0
    quoted = _QUOTED
    while index < len(lines):
        line = lines[index]
        if len(line) > _MAX_HEADER_LINE or not line.strip():
            kept.append(line)
        elif _SEPARATOR.match(line):
            break
        elif header_lines := _reply_header_length(lines, index):
            following = _next_non_blank(lines, index + header_lines)
            if following is not None and _QUOTED_TIGHT.match(lines[following]):
                quoted = _QUOTED_TIGHT
                index += header_lines
                continue
            if _quotes_without_marks(" ".join(lines[index : index + header_lines]), has_text=any(map(str.strip, kept))):
                break
            kept.append(line)
        elif header_lines := _field_block_length(lines, index):
            if any(earlier.strip() for earlier in kept):
                break
            index += header_lines
            continue
        else:
            kept.append(line)
        index += 1
    while kept and (not kept[-1].strip() or _RULE.match(kept[-1])):
        kept.pop()  # Outlook draws a line above the history
    return _without_quoted_lines(kept, quoted)


def strip_furniture(lines: list[str]) -> list[str]:
    """The lines without footers of mail programs, legal disclaimers and the signature."""
    lines = _without_disclaimers([_EXTERNAL_BANNER.sub("", line) if "[" in line[:20] else line for line in lines])
    lines = [line for line in lines if len(line) > _MAX_HEADER_LINE or not _FOOTER.match(line)]
    if lines:
        lines[0] = _SUBJECT_PREFIX.sub("", lines[0], count=1) if _SUBJECT_PREFIX.match(lines[0]) else lines[0]
    return _without_signature(lines)


def _next_non_blank(lines: list[str], start: int) -> int | None:
    # Blank runs are collapsed before, so this looks at two lines at most in practice.
    return next((index for index in range(start, min(start + 4, len(lines))) if lines[index].strip()), None)


def _reply_header_length(lines: list[str], index: int) -> int:
    """How many lines the "On … wrote:" header at `index` takes (clients wrap it), 0 if there is none."""
    if not _REPLY_HEADER_START.match(lines[index]):
        return 0
    joined = ""
    for length, line in enumerate(lines[index : index + 4], start=1):
        if len(line) > _MAX_HEADER_LINE or (length > 1 and not line.strip()):
            return 0
        joined = f"{joined} {line}"
        if _REPLY_HEADER_END.search(line):
            return length if _REPLY_HEADER_PROOF.search(joined) else 0
    return 0


def _quotes_without_marks(header: str, has_text: bool) -> bool:
    """Whether what follows a reply header is quoted although no line is marked; if in doubt, the customer goes on."""
    if _REPLY_HEADER_ADDRESS.search(header):
        return True
    return not _REPLY_HEADER_STORY.search(header) and (has_text or bool(_CLOCK_TIME.search(header)))


def _field_block_length(lines: list[str], index: int) -> int:
    """How many lines the "From: … Sent: … Subject: …" block at `index` takes, 0 if there is none."""
    if not _FROM.match(lines[index]):
        return 0
    fields, length = 0, 1
    for line in lines[index + 1 : index + 9]:
        if len(line) > _MAX_HEADER_LINE or not line.strip():
            break
        if _HEADER_FIELD.match(line):
            fields += 1
            length = length + 1
        elif fields and line.startswith((" ", "\t")):
            length = length + 1  # a folded field
        else:
            break
    return length if fields >= 2 else 0


def _without_quoted_lines(lines: list[str], mark: re.Pattern[str]) -> list[str]:
    quoted = [bool(mark.match(line)) for line in lines]
    kept = []
    for index, line in enumerate(lines):
        before = quoted[index - 1] if index else False
        after = quoted[index + 1] if index + 1 < len(lines) else False
        if quoted[index]:
            if not before and not after and _QUOTED_NUMBER.match(line):
                kept.append(line)
            continue
        if before and after and line[:1].islower() and len(line) < 80:
            continue  # the wrapped end of a quoted line, which lost its ">"
        kept.append(line)
    if mark is _QUOTED and not any(line.strip() for line in kept):
        return [
            _QUOTED.sub("", line) for line in lines
        ]  # nothing but marked lines and no header: a list, or the message
    return kept


def _without_disclaimers(lines: list[str]) -> list[str]:
    """Drop each paragraph from the line on which a disclaimer starts."""
    kept, dropping = [], False
    for line in lines:
        if not line.strip():
            dropping = False
        elif not dropping and (match := _DISCLAIMER.search(line)) and not _is_spoken(line[match.start() :]):
            dropping = True
            # A disclaimer glued to the author's own line by HTML keeps what stands before its sentence.
            before = line[: match.start()]
            sentence_end = max(before.rfind(". "), before.rfind("! "), before.rfind("? "))
            if sentence_end >= 0:
                kept.append(before[: sentence_end + 1])
        if not dropping:
            kept.append(line)
    return kept


def _is_spoken(sentence: str) -> bool:
    return bool(MOOD.search(sentence) or SPEAKER.search(sentence))


def _without_signature(lines: list[str]) -> list[str]:
    # Only the tail is looked at: what has more than a signature and a postscript below it is not a sign-off.
    for index in range(max(0, len(lines) - _MAX_TAIL), len(lines)):
        line = lines[index]
        has_text_above = any(e.strip() and not _GREETING.match(e) for e in lines[max(0, index - 3) : index])
        if _SIGNATURE_MARK.match(line) and has_text_above and _is_signature(lines[index + 1 :]):
            return lines[:index] + _postscript(lines[index:])
        if len(line) < 80 and _SIGN_OFF.match(line) and has_text_above:
            end = index + 1
            while end < len(lines) and _is_signature_line(lines[end]):
                end += 1
            rest = lines[end:]
            # Prose below is not a signature: "Thanks," may open a paragraph.
            if end - index > 1 and end - index <= 14 and (not any(r.strip() for r in rest) or _postscript(rest)):
                return lines[:index] + _postscript(rest)
            if not any(r.strip() for r in lines[index + 1 :]) and not line.lower().lstrip().startswith(("t", "many t")):
                return lines[:index]
    return lines


def _is_signature(lines: list[str]) -> bool:
    prose = [line for line in lines if not _is_signature_line(line)]
    is_motto = len(prose) == 1 and len(prose[0]) <= _MAX_MOTTO and not MOOD.search(prose[0])
    has_more = sum(bool(line.strip()) for line in lines) > 1
    return len(lines) <= _MAX_SIGNATURE and (not prose or (is_motto and has_more))


def _postscript(lines: list[str]) -> list[str]:
    return next((lines[index:] for index, line in enumerate(lines[:20]) if _POSTSCRIPT.match(line)), [])


def _is_signature_line(line: str) -> bool:
    stripped = line.strip()
    if not stripped:
        return True
    if len(stripped) > 90 or _POSTSCRIPT.match(stripped):
        return False
    if _CONTACT.search(stripped):
        return len(stripped.split()) <= 12
    words = stripped.split()
    if _SENTENCE_END.search(stripped) or len(words) > 7 or _SAYING.search(stripped) or MOOD.search(stripped):
        return False
    return len(words) == 1 or sum(not word[0].islower() for word in words) * 2 > len(words)
