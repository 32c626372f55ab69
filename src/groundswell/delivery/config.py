"""What goes where, and how much of it: a TOML file. Addresses are secrets and come from the environment only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from groundswell.delivery.errors import DeliveryError

MODES = ("each", "digest")
TIERS = ("immediate", "moderate", "positive")


@dataclass(frozen=True)
class Limits:
    """How much is sent at most. `retries` are tries again within a run after a refusal."""

    single_messages_per_run: int = 20
    messages_per_minute: int = 20
    messages_per_owner_per_week: int = 5
    digest_every_hours: int = 24
    timeout_seconds: int = 10
    retries: int = 2


@dataclass(frozen=True)
class Channel:
    """One address and what is meant for it; no owners or tiers means all of them."""

    name: str
    url_from: str
    owners: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    mode: str = "each"
    changes: bool = True

    def wants(self, owner: str | None, tier: str) -> bool:
        """Whether an alert of this owner and tier is meant for the channel."""
        return (not self.owners or owner in self.owners) and (not self.tiers or tier in self.tiers)

    def url(self, environment: Mapping[str, str]) -> str:
        """The address.

        Raises:
            DeliveryError: The environment does not have it.
        """
        url = environment.get(self.url_from, "").strip()
        if not url:
            raise DeliveryError(f"Channel {self.name}: environment variable {self.url_from} is not set.")
        return url


@dataclass(frozen=True)
class Config:
    """The file as read."""

    channels: tuple[Channel, ...]
    limits: Limits = field(default_factory=Limits)


def read_config(path: Path) -> Config:
    """Read and check the file.

    Raises:
        DeliveryError: It is missing or no TOML, or a key or value is not one of those in docs/deliver-alerts.md.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeliveryError(f"There is no configuration {path} (docs/deliver-alerts.md).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DeliveryError(f"{path} cannot be read as TOML: {error}") from None
    _only(path, "the file", written, ("limits", "channels"))
    channels = written.get("channels", {})
    if not isinstance(channels, dict) or not channels:
        raise DeliveryError(f"{path} names no channel: write at least one table [channels.<name>].")
    return Config(
        channels=tuple(_channel(path, name, values) for name, values in channels.items()),
        limits=_limits(path, written.get("limits", {})),
    )


def _channel(path: Path, name: str, values: object) -> Channel:
    where = f"[channels.{name}]"
    if not isinstance(values, dict):
        raise DeliveryError(f"{path}: {where} is not a table.")
    if "url" in values:
        raise DeliveryError(
            f"{path}: {where} holds an address. Addresses are secrets: put it into an environment variable and "
            "name that by `url_from`."
        )
    _only(path, where, values, [f.name for f in fields(Channel) if f.name != "name"])
    variable = values.get("url_from")
    if not isinstance(variable, str) or not variable.isidentifier():
        # Not repeated: it may be the address itself.
        raise DeliveryError(f"{path}: {where} needs `url_from`, the name of an environment variable.")
    mode = values.get("mode", "each")
    if mode not in MODES:
        raise DeliveryError(f"{path}: {where} mode {mode!r} is not one of {', '.join(MODES)}.")
    changes = values.get("changes", True)
    if not isinstance(changes, bool):
        raise DeliveryError(f"{path}: {where} changes is not true or false.")
    tiers = _texts(path, where, "tiers", values)
    unknown = [tier for tier in tiers if tier not in TIERS]
    if unknown:
        raise DeliveryError(f"{path}: {where} tier {unknown[0]!r} is not one of {', '.join(TIERS)}.")
    return Channel(name, variable, _texts(path, where, "owners", values), tiers, mode, changes)


def _limits(path: Path, values: object) -> Limits:
    if not isinstance(values, dict):
        raise DeliveryError(f"{path}: limits is not a table.")
    _only(path, "[limits]", values, [f.name for f in fields(Limits)])
    for key, value in values.items():
        smallest = 0 if key in ("retries", "messages_per_owner_per_week", "digest_every_hours") else 1
        if not isinstance(value, int) or isinstance(value, bool) or value < smallest:
            raise DeliveryError(f"{path}: [limits] {key} is not a whole number from {smallest} on.")
    return Limits(**values)


def _texts(path: Path, where: str, key: str, values: dict) -> tuple[str, ...]:
    found = values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise DeliveryError(f"{path}: {where} {key} is not a list of texts.")
    return tuple(found)


def _only(path: Path, where: str, values: dict, allowed: list[str] | tuple[str, ...]) -> None:
    strangers = [key for key in values if key not in allowed]
    if strangers:
        raise DeliveryError(f"{path}: {where} has no key {strangers[0]!r}; keys: {', '.join(allowed)}.")
