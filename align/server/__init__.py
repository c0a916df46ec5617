"""Checking for programs that ask over a connection: other skins on the functions that the command line calls.

`languagetool.py` speaks the interface of LanguageTool, which word processors, CAT tools and browser add-ons know;
`annotated.py` holds the text that such a program sends, with its markup; `http.py` takes the requests.

`lsp.py` answers editors in the language server protocol; `session.py` knows which texts are open, and when they are to
be checked, `texts.py` checks them. `lines.py` counts as editors do, `passages.py` knows the sources, and `fixes.py`
what may be done about a finding.
"""
