"""The page to review in, served on this machine: decisions are in their file at once, and edits are checked again.

`store.py` holds the file, `texts.py` the texts and their page, `requests.py` answers the browser; `guide.py` leads it
to the page, and waits for what it sends.
"""
