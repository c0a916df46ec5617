"""Where the site is, which has a page for each rule."""

DOCS_URL = ""
"""The address of the site, with a slash at the end, which its owner sets; empty while there is none."""


def link_rule(name: str) -> str:
    """Return the address of the page of a rule; empty where there is no site, for reports have its text with them."""
    return f"{DOCS_URL}rules/{name}.html" if DOCS_URL else ""
