"""What commands and environments of LaTeX do with their arguments.

An argument is text (`t`), not printed (`-`), printed and no prose (`p`: a number, a reference), a heading (`h`), a
caption (`c`) or a note (`n`). Arguments in brackets are never text. Commands that are not listed print nothing
themselves, and their arguments are text.
"""

from collections.abc import Mapping

_NAMES_BY_ARGUMENTS = {
    "-": "label index input include includegraphics bibliography bibliographystyle usepackage documentclass pagestyle"
    " thispagestyle hspace vspace nocite hypersetup geometry graphicspath color selectlanguage pagenumbering newcounter"
    " lstinputlisting lstset addbibresource stepcounter refstepcounter theoremstyle usetheme hyphenation vskip hskip"
    " fontspec setmainfont setCJKmainfont phantom hphantom vphantom captionsetup tikzset pgfplotsset bibitem cline"
    " cmidrule usetikzlibrary hypertarget columncolor rowcolor cellcolor newlength newsavebox glsadd"
    " includeonly linespread specialcomment date author institute email affil keywords",
    "--": "newcommand renewcommand providecommand setlength addtolength setcounter addtocounter newtheorem numberwithin"
    " DeclareMathOperator NewDocumentCommand RenewDocumentCommand newacronym addcontentsline fontsize",
    "---": "newenvironment renewenvironment definecolor newglossaryentry",
    "-t": "textcolor colorbox href foreignlanguage scalebox raisebox parbox hyperlink rotatebox textlang",
    "--t": "multicolumn multirow resizebox fcolorbox",
    "-c": "captionof",
    "p": "ref eqref pageref autoref cref Cref vref nameref cite citep citet citealp citealt citeauthor citeyear"
    " parencite textcite autocite footcite fullcite url path nolinkurl num si ang ce gls Gls glspl Glspl"
    " acrshort acrlong ac acs acl texttt lstinline code ensuremath DOI doi unit mathrm labelcref",
    "pp": "SI qty numrange",
    "h": "part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle framesubtitle",
    "c": "caption subcaption",
    "n": "footnote footnotetext endnote thanks marginpar",
}
ARGUMENTS: Mapping[str, str] = {
    name: arguments for arguments, names in _NAMES_BY_ARGUMENTS.items() for name in names.split()
}
"""Command -> what its arguments in braces are."""

LEVELS: Mapping[str, int] = {
    name: level
    for level, names in enumerate(
        ("title part", "subtitle chapter", "section frametitle", "subsection framesubtitle", "subsubsection"), 1
    )
    for name in names.split()
} | {"paragraph": 6, "subparagraph": 7}
"""Command -> the level of the heading that it prints."""

SIGNS: Mapping[str, str] = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£", "euro": "€",
    "texteuro": "€", "textyen": "¥", "textdollar": "$", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "quad": " ", "qquad": " ", "space": " ",
    "enspace": " ",    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "lq": "‘", "rq": "’",    "LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2e",
    "XeLaTeX": "XeLaTeX", "textasciitilde": "~", "textbar": "|",
    "textunderscore": "_", "textpercent": "%", "textdegree": "°", "degree": "°", "newline": " ", "linebreak": " ",
    "textless": "<", "textgreater": ">", "textbackslash": "\\", "hfill": " ", "slash": "/", "nobreakspace": " ",
}  # fmt: skip
"""Command -> the characters that it prints."""

ENDING = frozenset({"par", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "maketitle", "hline", "toprule",
    "midrule", "bottomrule", "centering", "noindent", "tableofcontents", "appendix", "columnbreak"})  # fmt: skip
"""Commands that end a paragraph."""

ENVIRONMENTS: Mapping[str, str] = {
    name: arguments
    for arguments, names in {
        "-": "tabular longtable minipage multicols array adjustbox subfigure subtable column tabu supertabular"
        " spacing otherlanguage",
        "--": "tabular* tabularx tabulary wrapfigure wraptable",
        "h": "frame block alertblock exampleblock",
    }.items()
    for name in names.split()
}
"""Environment -> what its arguments in braces are."""

LISTS = frozenset({"itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum", "list"})
QUOTATIONS = frozenset({"quote", "quotation", "verse", "displayquote"})
TABLES = frozenset({"tabular", "tabular*", "tabularx", "tabulary", "longtable", "tabu", "supertabular"})
