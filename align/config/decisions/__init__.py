"""Decisions: what a person has said of a finding, a sentence, a pair of them or a term, whichever way that came in.

`decision.py` has their one shape, and their one parser and writer: a decision is a line of JSON. `files.py` reads and
writes the files that hold them (of a review, of what is kept, of what is known), `tables.py` reads those that were
filled in; `journal.py` notes what was done, so that it can be taken back.
"""
