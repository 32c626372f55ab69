"""What each kind of channel gets to see: names are only names, whatever they hold."""

from __future__ import annotations

import json
import smtplib
from email import message_from_string
from email.header import decode_header, make_header

import pytest
import requests

from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.sending import AppriseAddress

EVIL = "<b>Ash</b> *& Oak* <!channel> <@U024BE7LH> <at>Ines</at> [pay](https://evil.example) ${HOME} :bomb: `x`"
TITLE = f"{EVIL}: decline"
BODY = f"{EVIL} fell.\n\n# Next: _call_\n- <script>alert(1)</script>"


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    payloads = []

    def send(adapter, request, **_):
        payloads.append(json.loads(request.body))
        response = requests.Response()
        response.status_code, response._content, response.request = 200, b"ok", request
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    return payloads


def test_slack_gets_plain_text_that_mentions_nobody(posted):
    address = AppriseAddress("team", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", 5)
    assert address.send(TITLE, BODY, "k").status == "sent"
    [payload] = posted
    assert payload["mrkdwn"] is False
    [attachment] = payload["attachments"]
    shown = attachment["title"] + attachment["text"]
    assert "<" not in shown
    assert ">" not in shown
    assert "&lt;!channel&gt; &lt;@U024BE7LH&gt;" in attachment["text"]
    assert "*&amp; Oak*" in attachment["text"]
    assert "${HOME} :bomb:" in attachment["text"]


def test_teams_gets_markdown_in_which_every_mark_is_escaped(posted):
    address = AppriseAddress("team", "workflows://host.example:443/workflow/signature", 5)
    assert address.send(TITLE, BODY, "k").status == "sent"
    card = posted[0]["attachments"][0]["content"]
    assert "entities" not in card["msteams"]  # nobody is mentioned
    assert [block["id"] for block in card["body"]] == ["body"]  # a title would stand there as it is
    text = card["body"][0]["text"]
    for mark in ("<at>", "</at>", "<b>", "<script>", " *&", "[pay](", "\n# ", "\n- ", " _call_", " `x`"):
        assert mark not in text
    assert r"\*& Oak\*" in text
    assert text.startswith(r"<b\>Ash</b\>")


def test_mail_is_plain_text_in_which_no_tag_is_one(monkeypatch):
    sent = []

    class Server:
        def __init__(self, *_, **__): ...
        def ehlo(self, *_): ...
        def starttls(self, *_, **__): ...
        def login(self, *_): ...
        def quit(self): ...
        def sendmail(self, from_addr, to_addrs, message):
            sent.append((to_addrs, message_from_string(message if isinstance(message, str) else message.decode())))

    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Server)
    url = "mailtos://bot:secret@mail.example:587?from=bot@mail.example&to=team@firm.example"
    assert AppriseAddress("mail", url, 5).send(TITLE, BODY, "the key").status == "sent"
    [(receivers, message)] = sent
    assert receivers == ["team@firm.example"]
    assert message["Idempotency-Key"] == "the key"
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()
    assert message.get_payload(decode=True).decode() == BODY
    assert "\n" not in str(make_header(decode_header(message["Subject"])))


def test_a_webhook_gets_the_words_as_they_are(posted):
    assert AppriseAddress("hook", "jsons://hooks.example/in", 5).send(TITLE, BODY, "k").status == "sent"
    assert posted[0]["title"] == TITLE
    assert posted[0]["message"] == BODY


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("nonsense://hidden-token", "is none that Apprise knows"),
        ("hidden-token", "is none that Apprise knows"),
        ("mailtos://bot:hidden-token@mail.example?to=a@b.example,c@d.example", "has 2 targets"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_it(url, complaint, capfd):
    with pytest.raises(DeliveryError, match=complaint) as refused:
        AppriseAddress("team", url, 5)
    assert "hidden-token" not in str(refused.value)
    assert "hidden-token" not in "".join(capfd.readouterr())
