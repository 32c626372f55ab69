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
    "text",
    [
        "Automatic reply: is all I ever get from you. I am furious!",
        "Automatic reply: Export fails\nThat was the whole answer, which is pathetic.",
        "Auto reply: three of them today, zero humans.",
        "Out of office: your whole team, it seems.",
        "Undeliverable: every invoice you send us.",
        "Your message could not be delivered is what our clients see since Monday.",
        "This is an automated message. I get ten of these a day and my problem is not solved.",
        "If you have received this message in error, like I did, the wrong people get our data.",
        "To unsubscribe, click the link, they said.",
        "Legal notice: we terminate the contract.",
        "Warning: this email came from your billing system and is wrong",
        "Out of office message: that is all I get, every time.",
        "This is an automated message, is that how you treat customers?",
        "Please do not reply to this email, it says - so how do I reach you? Awful.",
        "Your message was read on Monday and nobody answered. Bad.",
        "Your message was read on 3 May and then came silence.",
        "Read: your message was useless",
        "Thanks for your email. I am out of the office, yet your app charged me twice.",
        "I'm on vacation and can't log in. If urgent please call me.",
        "Confidential and privileged data leaked. I am furious.",
        "Privileged and confidential records of ours were sent to a stranger.",
        "Your legal notice is longer than your manual.",
        "This message is confidential, you said, and intended only for us. You leaked it.",
        "Hello\nThanks\nNothing Works",
        "It is slow.\nThanks\nStill Broken",
        "Out of Office: Bad.",
        "It is slow.\n--\nuseless as ever",
        "On 3 May 2024 your agent wrote:\nI will fix it.\nHe did not.",
        "On 3 May 2024 at 10:12 your agent wrote:\nI will fix it.\nHe did not.",
        "I'm on vacation and the app is down. If urgent, contact support, it says, and support is closed.",
        "I am angry.\nOn 3 May 2024 your agent wrote:\nI will fix it.\nHe did not.",
    ],
)
def test_what_could_be_a_complaint_is_kept_whole(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Automatic reply: Export broken again, I am furious\n\nI am out of the office until Monday.",
        "Automatic reply: Ticket closed.\n\nI am out of the office until Monday.",
        "Out of Office: I am out of the office until 3 May.",
        "Automatic Reply: [Ticket 4711] Re: Still waiting for a refund",
        "Auto-Reply: Re: Invoice\nThank you for contacting Acme. We will get back to you within two working days.",
        "Out of Office: Re: Your weekly report\nI will be back on 3 May.",
        "Out of office\n\nI am travelling until 12 June. Please write to ann@example.com instead.",
        "Out-of-Office Reply: Re: renewal",
        "This is an automated message, please do not reply.",
        "This is an automated response from Acme. Your request 4711 was received.",
        "This is an automatically generated e-mail to confirm that we received your mail.",
        "This is an automated reply. We do not monitor this mailbox. Have a great day!",
        "Please do not reply to this email, as this mailbox is not monitored.",
        "Do not reply to this message. It was sent by a machine.",
        "Delivery Status Notification (Failure)\n\nThe address was not found.",
        "Mail delivery failed: returning message to sender",
        "Mail delivery failed\nThe mailbox is full.",
        "Your message to bob@example.com couldn't be delivered.",
        "Your message\n\nTo: Bob\nSubject: Re: Export\nSent: Monday, May 2, 2022 9:00 AM\n\n"
        "was read on Tuesday, May 3, 2022 10:12:11 AM (UTC+01:00) Paris.",
        "Read: Re: Export\n\nYour message was read on Tuesday, 3 May 2022 10:12.",
        "Your message was deleted without being read on Tuesday, 3 May 2022",
        "Hi,\nI'm on vacation until 3 May. In my absence please contact my colleague Ann.",
        "Thank you for your message. Our office is closed from 24 December; we will reply after our return.",
        "Dear sender, I will be on parental leave until August. For urgent matters, please call Bob.",
        "I am travelling and out of the office this week, with no access to email.",
        "Automatische Antwort: Ihre Anfrage\nIch bin bis 3. Mai im Urlaub.",
        "Réponse automatique : Absence",
        "Je suis actuellement en congé. En cas d'urgence, écrivez à Anne.",
        "Respuesta automática: Fuera de la oficina",
    ],
)
def test_notices_as_mail_programs_send_them_say_nothing(text):
    assert clean(text) == ""


@pytest.mark.parametrize(
    "tail",
    [
        "CONFIDENTIALITY NOTICE: This message is for the addressee only.",
        "Confidentiality Notice - the content of this e-mail is privileged.",
        "PRIVILEGED AND CONFIDENTIAL",
        "This e-mail may contain confidential and privileged information. If you are not the recipient, delete it.",
        "The information contained in this email is confidential and intended only for the person it is addressed to.",
        "If you have received this message in error, please tell the sender.",
        "Legal notice: this message and any files are for the addressee.",
        "Warning: this email originated from outside the organisation.",
        "To unsubscribe, click here.",
        "Please consider the environment before printing this e-mail.",
        "Legal disclaimer: Acme Ltd is registered in England.",
        "-- \nBob Stone\nHead of Operations\nMaking work better since 1990",
        "Cheers\nBob",
        "Best regards\nBob Stone\nAcme Inc.",
        "Thanks\nAnn Lee\nVP Sales, Acme",
        "Regards,\nIda\nIT Administrator, Acme Freight",
        "Best,\nBob Stone\nHead of Fraud Prevention\nAcme Waste Management, Bad Nauheim",
        "Many thanks,\nMarek\n--\nIT Administrator\nAcme Dental\nT +1 555 010 0134",
        "On 3 May 2024, Ann Lee wrote:\nEverything is broken.",
        "On Tue, May 3, 2022 at 10:12 AM Ann Lee <ann@example.com> wrote:\nEverything is broken.",
        "On 3 May 2024 you wrote:\n> Everything is broken.",
        "Am 03.05.2022 um 10:12 schrieb Ann Lee:\nEs geht nicht.",
    ],
)
def test_real_furniture_below_a_message_still_vanishes(tail):
    assert clean(f"It works.\n\n{tail}") == "It works."


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
        "Your message was read on ",
        "Read: a\n\n",
        "On 3 May 2024 your agent wrote:\n",
        "confidential and privileged ",
        "no-one never all i ",
    ],
)
def test_anything_long_is_cleaned_in_linear_time(piece):
    assert_linear(clean, piece)


@pytest.mark.parametrize("text", [*REPLIES.values(), "It works.\n\nBest regards,\nBob", "e\u0301 <b>x</b>"])
def test_cleaning_is_stable_and_normal(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
