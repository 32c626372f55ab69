import unicodedata

import pytest
from timing import assert_linear

from groundswell.scoring.cleaning import clean, is_auto_reply

REPLIES = {
    "gmail": (
        "That fixed it, thank you!\n\n"
        "On Tue, 3 May 2022 at 10:12, Ann Lee <ann@example.com> wrote:\n> Everything is broken.\n> I am furious."
    ),
    "header without marks": (
        "That fixed it, thank you!\n\nOn 2022-05-03 10:12, Ann Lee wrote:\nEverything is broken.\nI am furious."
    ),
    "wrapped header": (
        "That fixed it, thank you!\n\nOn Tue, May 3, 2022 at 10:12 AM Ann Lee of the Support Team\n"
        "<ann.lee@support.example.com>\nwrote:\n\n> Everything is broken.\n> I am furious."
    ),
    "outlook": ("That fixed it, thank you!\n\n-----Original Message-----\nFrom: Ann\nSubject: broken\n\nI am furious."),
    "outlook fields": (
        "That fixed it, thank you!\n\n________________________________\nFrom: Ann Lee <ann@example.com>\n"
        "Sent: Tuesday, May 3, 2022 10:12 AM\nTo: Support\nSubject: RE: broken\n\nI am furious."
    ),
    "german": "That fixed it, thank you!\n\nAm 03.05.2022 um 10:12 schrieb Ann Lee:\n> Ich bin wütend.",
    "german fields": (
        "That fixed it, thank you!\n\nVon: Ann\nGesendet: Dienstag\nAn: Support\nBetreff: kaputt\n\nIch bin wütend."
    ),
    "french": "That fixed it, thank you!\n\nLe mar. 3 mai 2022 à Ann <a@example.com> a écrit :\n\nJe suis furieux.",
    "spanish": "That fixed it, thank you!\n\nEl mar, 3 may 2022 a las 10:12, Ann escribió:\n> Estoy furioso.",
    "forward": "That fixed it, thank you!\n\n---------- Forwarded message ---------\nFrom: Ann\n\nI am furious.",
    "apple forward": "That fixed it, thank you!\n\nBegin forwarded message:\n\nI am furious.",
    "help desk": "That fixed it, thank you!\n\n##- Please type your reply above this line -##\nI am furious.",
    "quoted first": "> Everything is broken.\n> I am furious.\n\nThat fixed it, thank you!",
    "gmail html": (
        "<div dir='ltr'>That fixed it, thank you!</div><br><div class=\"gmail_quote\"><div>On Tue wrote:<br></div>"
        "<blockquote><div>I am <b>furious</b></div></blockquote></div>"
    ),
    "outlook html": (
        "<html><head><style>p{color:red}</style></head><body><p>That fixed it,&nbsp;thank you!</p>"
        "<hr><div id='divRplyFwdMsg'><b>From:</b> Ann</div><div>I am furious</div></body></html>"
    ),
    "cut wrapped quote": "That fixed it, thank you!\n\n> All that we tried since Monday is\nbroken.\n> I am furious.",
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
def test_quoted_history_vanishes_under_a_reply(reply):
    assert clean(reply) == "That fixed it, thank you!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # signatures and footers
        ("It works.\n\n-- \nBob Stone\nHead of Operations\nAcme Ltd", "It works."),
        (
            "It works.\n\nBest regards,\nBob Stone\nHead of Operations | Acme Ltd\n+1 555 010 0199\nwww.acme.example",
            "It works.",
        ),
        ("It is still broken.\n\nThanks,\nBob", "It is still broken."),
        ("It works.\n\nMit freundlichen Grüßen\nBob Stein", "It works."),
        ("It works.\n\nKind regards\nBob\n\nP.S. I love the editor!", "It works.\nP.S. I love the editor!"),
        ("It works.\n\nSent from my iPhone", "It works."),
        ("It works.\nGet Outlook for iOS", "It works."),
        ("It works.\n\nVon meinem iPhone gesendet", "It works."),
        (
            "It works.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.\n"
            "If you are not the intended recipient, delete it.",
            "It works.",
        ),
        ("CAUTION: This email originated from outside the company.\n\nIt works.", "It works."),
        ("[EXTERNAL] It works.", "It works."),
        ("RE: Re: It works.", "It works."),
        # markup
        ("<p>a &lt; b</p><script>alert('x')</script><p>c</p>", "a < b\nc"),
        ("<ul><li>slow</li><li>ugly</li></ul>", "slow\nugly"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("see [the docs](https://example.com/x) now", "see the docs now"),
        ("It fails:\n```\nTraceback: fatal error\n```\nPlease help", "It fails:\nPlease help"),
        # characters
        ("a\u00a0b\u200bc\u00ad\x00d\ufeff  e\t f", "a bcd e f"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("cafe\u0301", "café"),
        ("ok \ud83d\ude00 \ud800!", "ok 😀 !"),
        ("👩\u200d💻 love it", "👩\u200d💻 love it"),
    ],
)
def test_what_the_author_did_not_write_vanishes(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On Monday your agent wrote: we cannot help.",
        "From: what I see, nothing works.",
        "> 5 users cannot log in",
        "x < 3 and y > 4, also <name> is empty",
        "Thanks,\nit still does not work and I am angry",
        "Thanks!",
        "Would love to see:\n>Apple Watch app\n>a unified inbox",
        "It fails.\n--\nUpdate\nAfter deleting and reinstalling the app it works, but it took an hour.",
        "It works\n~~~~~~\nUpdate: no, it does not",
        "Logo is not clear. Just a mess of colour.",
        "I want to unsubscribe from the list and cannot.",
        "I can send emails while I'm away from my computer, what else do you need, I guess.",
        "Thank you so much",
        "Best",
        "I sent from my phone three mails and got no answer.",
        "Your confidential report was sent to the wrong person.",
        "Settings > Billing > Invoices is empty",
        "-- is not a flag that your tool knows",
        "Regards from a very unhappy customer who has waited for two weeks",
        "AT&T and R&D use it; 5 & 6 too",
    ],
)
def test_what_only_looks_like_furniture_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> lack of diversity, that's a new one", "lack of diversity, that's a new one"),
        ("Your editor rejects '<script>' in a <b>good</b> text", "Your editor rejects '' in a good text"),
        ("a <!-- never closed, <b>but</b> written", "a <!-- never closed, but written"),
        ("if a<b and c>d then it fails", "if a<b and c>d then it fails"),
    ],
)
def test_marks_alone_do_not_swallow_the_message(text, expected):
    assert clean(text) == expected


def test_answers_between_quoted_lines_stay():
    text = "On Tue, 3 May 2022, Ann wrote:\n> Does it work?\nNo, it crashes.\n> Which version?\nThe newest one."
    assert clean(text) == "No, it crashes.\nThe newest one."


def test_a_message_exported_with_its_own_headers_keeps_its_body():
    assert clean("From: bob@example.com\nTo: support@example.com\nSubject: help\n\nIt crashes.") == "It crashes."


@pytest.mark.parametrize(
    "text",
    [
        "Automatic reply: Your ticket\n\nI am out of the office until Monday.",
        "Hello,\n\nI am currently out of the office with limited access to e-mail. For urgent matters contact Bob.",
        "I'm on annual leave until 3 May. I will reply to your email when I return.",
        "This is an automated message. Please do not reply.",
        "Undeliverable: Your ticket",
        "Thank you for your email. I am on parental leave; in my absence please write to team@example.com.",
        "Abwesenheitsnotiz: Ich bin im Urlaub",
        "Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich an Bob.",
    ],
)
def test_automatic_replies_say_nothing(text):
    assert is_auto_reply(text)
    assert clean(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Your out of office feature is broken.",
        "I get an automated response every time I write and nobody helps.",
        "I'm on vacation until Monday, please fix the broken export by then.",
        "This is an automated message I keep getting although I unsubscribed.",
        "The automatic reply never reached our customers.",
        "Thanks for your email. I am on vacation next week but the export is still broken.",
        "I'm on leave and your app locked me out while I'm away. Awful service.",
        "Please do not reply to this email with another canned answer.",
        "Undeliverable invoices again! Our customers do not get them.",
        "Mail delivery failed for all of our newsletters since yesterday.",
        "Thank you for your email. We are now closed out of our own account.",
    ],
)
def test_people_who_mention_automatic_replies_are_heard(text):
    assert not is_auto_reply(text)
    assert clean(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t \u00a0\u3000", "\x00\x01\x02", "\ud800\udfff"[1:], "\u200b\ufeff", "<p></p>"]
)
def test_nothing_is_left_of_nothing(text):
    assert clean(text) == ""


def test_one_emoji_is_kept():
    assert clean("👍") == "👍"


def test_a_hundred_thousand_words_are_kept():
    text = "word " * 100_000
    assert clean(text) == text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "<",
        "<div>",
        '<b "',
        "<!--",
        "<script>",
        "> q\n",
        "On 2024-01-01 x\n",
        "From: a\nTo: b\n",
        "Thanks,\nBob\n",
        "̀̕",
        "&#",
        "[",
        "```\n",
        "�",
        "--\n",
        "this email ",
        "I am out of the office ",
        "[a](http://",
    ],
)
def test_anything_long_is_cleaned_in_linear_time(piece):
    assert_linear(clean, piece)


@pytest.mark.parametrize("text", [*REPLIES.values(), "It works.\n\nBest regards,\nBob", "e\u0301 <b>x</b>"])
def test_cleaning_is_stable_and_normal(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
