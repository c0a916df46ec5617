"""Texts with other markup than HTML and Markdown, read line by line: reStructuredText, AsciiDoc; and LaTeX."""
