"""What rules that compare a text with a memory share: how their messages say how often, and when."""

from align.linter.families.variants import say_times


def say_evidence(count: int, documents: int, last: str) -> str:
    """Return how often the house writes something, in how many documents, and when last.

    >>> say_evidence(16, 9, "2017-04-26")
    '16 times in 9 documents, last on 2017-04-26'
    >>> say_evidence(1, 1, "")
    'once in 1 document'
    """
    where = f"{documents} document{'s' * (documents != 1)}"
    return f"{say_times(count)} in {where}{f', last on {last}' if last else ''}"
