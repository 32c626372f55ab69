"""One message to one address through Apprise, and what is known afterwards: sent, refused, or no answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import apprise
import requests
from apprise.result import AppriseResultStatus
from urllib3.exceptions import NewConnectionError

from groundswell.delivery.errors import DeliveryError

KEY_HEADER = "Idempotency-Key"
LONGEST_BODY = 12_000
TITLE_IN_BODY = 180  # characters that a title takes of a body where it must go there
ESCAPED_SHARE = 0.8  # of a body's length before escaping makes it longer
UNDECIDED = (408, 502, 504)  # somebody in between gave up waiting; the receiver may have it
SLOW_FACTOR = 3  # a server that answers byte by byte is given up after so many times the time-out
logging.getLogger("apprise").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Outcome:
    """What became of a try: `sent`; `failed`, surely not delivered; `unknown`, no answer, so perhaps delivered.

    `is_left_behind`: the request was given up and may still be listening.
    """

    status: str
    detail: str = ""
    is_left_behind: bool = False


class AppriseAddress:
    """One address. Checks it when made, so that nothing is sent before all addresses are known to be usable."""

    def __init__(self, channel: str, url: str, timeout_seconds: int) -> None:
        """Raises DeliveryError, without the address, if Apprise does not know it or it stands for several targets."""
        self._channel, self._url, self._timeout = channel, url, timeout_seconds
        # Nothing in a message is a template, an emoji or an escape; and the address is never written to a log.
        self._asset = apprise.AppriseAsset(
            app_id="Groundswell",
            app_desc="Groundswell",
            async_mode=False,
            interpret_emojis=False,
            interpret_escapes=False,
            secure_logging=True,
            allow_templates=False,
            service_timeout=SLOW_FACTOR * timeout_seconds,
        )
        service = self._service("check")
        # One that fails among several would be sent to the others again.
        if len(service) != 1:
            raise DeliveryError(
                f"Channel {channel}: its address has {len(service)} targets; give each its own channel."
            )
        self._longest_title = service.title_maxlen
        # Where Markdown is all there is, Apprise leaves titles as they are: they go into the body, which it escapes.
        self._has_plain_title = service.notify_format != apprise.NotifyFormat.MARKDOWN and service.title_maxlen > 0
        room = int(min(service.body_maxlen, LONGEST_BODY) * ESCAPED_SHARE)
        self.longest_body = room if self._has_plain_title else room - TITLE_IN_BODY

    def _service(self, key: str) -> apprise.NotifyBase:
        options = (
            f"+{KEY_HEADER}={quote(key)}&cto={self._timeout}&rto={self._timeout}&image=no&footer=no&overflow=truncate"
        )
        joint = "&" if "?" in self._url else "/?" if self._url.count("/") == 2 else "?"
        service = apprise.Apprise.instantiate(
            f"{self._url}{joint}{options}", asset=self._asset, suppress_exceptions=True
        )
        if not service:
            raise DeliveryError(
                f"Channel {self._channel}: its address is none that Apprise knows; docs/deliver-alerts.md has examples."
            )
        return service

    def send(self, title: str, body: str, key: str) -> Outcome:
        """Send plain text once.

        Args:
            title: One line.
            body: At most `longest_body` characters.
            key: The same for every try of the same message: header Idempotency-Key for webhooks and e-mail.
        """
        if not self._has_plain_title:
            title, body = "", f"{title}\n\n{body}"
        messenger = apprise.Apprise(asset=self._asset)
        messenger.add(self._service(key))
        with _answers() as answers:
            result = messenger.notify(
                title=title[: self._longest_title], body=body, body_format=apprise.NotifyFormat.TEXT
            )
        if result.status == AppriseResultStatus.SUCCESS:
            return Outcome("sent")
        if result.status == AppriseResultStatus.TIMEOUT:
            return Outcome("unknown", "no confirmation in time", is_left_behind=True)
        return answers[-1] if answers else Outcome("unknown", "no confirmation")


@contextmanager
def _answers() -> Iterator[list[Outcome]]:
    """What HTTP servers answer meanwhile. Apprise says only whether a message was sent; whether a try that failed may
    have been delivered all the same is for the transport to tell. Other transports (SMTP) stay unknown."""
    answers: list[Outcome] = []
    original = requests.adapters.HTTPAdapter.send

    def send(adapter: requests.adapters.HTTPAdapter, request: requests.PreparedRequest, **options: object):
        try:
            response = original(adapter, request, **options)
        except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as error:
            answers.append(Outcome("failed", type(error).__name__))
            raise
        except requests.exceptions.ConnectionError as error:
            reason = getattr(error.args[0] if error.args else None, "reason", None)
            is_refused = isinstance(reason, NewConnectionError)
            answers.append(Outcome("failed", "no connection") if is_refused else Outcome("unknown", "connection lost"))
            raise
        except requests.exceptions.RequestException as error:
            answers.append(Outcome("unknown", type(error).__name__))
            raise
        is_open = response.status_code in UNDECIDED
        answers.append(Outcome("unknown" if is_open else "failed", f"answer {response.status_code}"))
        return response

    requests.adapters.HTTPAdapter.send = send
    try:
        yield answers
    finally:
        requests.adapters.HTTPAdapter.send = original
