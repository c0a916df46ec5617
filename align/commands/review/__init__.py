"""Deciding on findings, sentences, pairs and terms, and carrying that out: on a page, in a table, dialog or command.

`wishes.py` says what edits a decision asks for, `carrying.py` makes those of a text and keeps findings as they are:
`apply.py` (files of decisions) and `answers.py` (the dialog) call it. `pairs.py` and `terms.py` carry out what is
decided about these, `undo.py` takes back. `accept.py` keeps findings that a person names, `places.py` knows which files
may change, `status.py` says how far a review is, and `server/` serves the page.
"""
