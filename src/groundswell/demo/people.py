"""The vendor's own people: agents, their teams, and the customer-success managers."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.demo import constants as c
from groundswell.demo import names
from groundswell.demo.settings import Settings

VENDOR_DOMAIN = "wrenfield.example"


@dataclass(frozen=True)
class Agent:
    """Somebody of the vendor's support; `number` is the same in all systems."""

    number: int
    name: str
    region: str

    @property
    def email(self) -> str:
        """Address at the vendor."""
        return f"{self.name.lower()}@{VENDOR_DOMAIN}"

    @property
    def team(self) -> str:
        """Team of the region."""
        return f"Support {self.region}"


def agents() -> list[Agent]:
    """All agents: the regions take turns."""
    regions = list(c.REGIONS)
    return [Agent(number, name, regions[number % len(regions)]) for number, name in enumerate(names.AGENTS)]


def agents_of(region: str) -> list[Agent]:
    """The agents of one region."""
    return [agent for agent in agents() if agent.region == region]


def managers(settings: Settings) -> list[str]:
    """The customer-success managers of a world, by number."""
    return [names.csm(number) for number in range((settings.accounts - 1) // c.ACCOUNTS_PER_CSM + 1)]
