"""The domains of the documents of a memory."""

from __future__ import annotations

from align.errors import CommandError
from align.memory.store import Store


def check_domain(memory: Store, domain: str | None) -> None:
    """See that a memory has documents of a domain; None: of any. Raises CommandError."""
    if domain is None:
        return
    domains = {one.domain for one in memory.list_documents()}
    if domain in domains:
        return
    known = ", ".join(sorted(filter(None, domains)))
    there = f"there are {known}" if known else "its documents have none: name one with `aligncheck memory add --domain`"
    raise CommandError(f"--domain: the memory {memory.path} has no domain “{domain}”: {there}")
