"""Paragraphs of Word documents as hypothesis draws them, and the comments that are found in one."""

from dataclasses import replace

from hypothesis import strategies as st
from office_files import make_docx, make_paragraph, make_run, read_members

from align.commands.check import check_file
from align.inputs.tasks import Task
from align.model import Diagnostic, Document, Span
from align.readers.docx.package import name_shortly
from align.readers.xml.events import Start, Text, local_name, parse

TEXTS = st.text(
    st.sampled_from("ab 摆脱&<\n\t")
    | st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cc", "Cs", "Cn")),
    max_size=8,
)


def box(content: str) -> str:
    """A text box, as Word writes it: once for itself, and once for older versions."""
    content = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


CONTENTS = st.recursive(
    st.builds(
        make_run, TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")), keeps_space=st.booleans()
    ),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["w:ins", "w:del", "w:hyperlink", "w:sdt", "w:fldSimple"]), st.lists(inner, max_size=3)
        ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
        st.lists(inner, max_size=3).map(lambda parts: box(f"<w:p>{''.join(parts)}</w:p>")),
        st.sampled_from(["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<![CDATA[]]>", "<!-- a -->"]),
    ),
    max_leaves=8,
)


def list_marked(data: bytes) -> dict[str, str]:
    """The id of each comment, and the characters between its marks."""
    opened, marked = set[str](), dict[str, str]()
    for event in parse(read_members(data)["word/document.xml"].decode()):
        if isinstance(event, Text):
            for id_ in opened:
                marked[id_] += event.text
        elif isinstance(event, Start):
            name, id_ = (
                name_shortly(event.name),
                next((v for k, v in event.attributes.items() if local_name(k) == "id"), ""),
            )
            if name == "w:commentRangeStart":
                opened.add(id_)
                marked[id_] = ""
            elif name == "w:commentRangeEnd":
                opened.remove(id_)
    assert not opened
    return marked


def draw_findings(drawn: st.DataObject, document: Document) -> list[Diagnostic]:
    """Findings on any characters of a document."""
    data = make_docx(make_paragraph("They 摆脱 it."))
    (example,), found = check_file(Task("a.docx"), data=data).diagnostics, list[Diagnostic]()
    for _ in range(drawn.draw(st.integers(0, 4))):
        start = drawn.draw(st.integers(0, len(document.text) - 1))
        end = drawn.draw(st.integers(start, len(document.text)))
        finding = replace(example.finding, span=Span(start, end))
        place = document.locate(start)
        found.append(replace(example, finding=finding, text=document.text[start:end], start=place))
    return found
