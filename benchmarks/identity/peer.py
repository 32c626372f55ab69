"""The simple peer: what a join written in an hour does. Ids as they are, e-mail by its exact domain, no more."""

from __future__ import annotations

NAME = "exact id, contact address or e-mail-domain join"


def match(accounts: list[dict[str, str]], contacts: list[dict[str, str]], key: str) -> str | None:
    """The account of one key: lower case, current account rows, the first account where several fit."""
    current = {row["account_id"]: row for row in accounts}
    by_id = {account_id.lower(): account_id for account_id in current}
    by_external: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    for account_id, row in sorted(current.items()):
        for item in filter(None, row["external_ids"].lower().split("|")):
            by_external.setdefault(item, account_id)
        for domain in filter(None, row["domains"].lower().split("|")):
            by_domain.setdefault(domain, account_id)
    by_address = {
        row["email"].lower(): by_external.get(row["account_key"].lower(), row["account_key"])
        for row in contacts
        if row["email"] and row["account_key"]
    }
    written = key.strip().lower()
    domain = written.rsplit("@", 1)[-1]
    return by_id.get(written) or by_external.get(written) or by_address.get(written) or by_domain.get(domain)
