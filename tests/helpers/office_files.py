"""Office files and books made by hand: the few members that a reader needs, the XML of the text given."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_NAMESPACES = " ".join(
    f'xmlns:{name}="{_ODF}:{long}:1.0"'
    for name, long in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    ]
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="House heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="deck"><w:name w:val="Deck"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="pre"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="dot"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>
</w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="c"><w:name w:val="HTML Code"/></w:style>
"""


def make_zip(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members, in order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def wrap_word(root: str, content: str) -> str:
    """A part of Word's: its root element around some XML."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:{root} {_NAMESPACES}>{content}</w:{root}>'


def make_docx(body: str, **parts: str) -> bytes:
    """A DOCX file with this body; `parts` are the content of others: styles, footnotes, endnotes, header1, footer1."""
    members = {"word/document.xml": wrap_word("document", f"<w:body>{body}</w:body>")}
    related = []
    for name, content in {"styles": STYLES, **parts}.items():
        kind = name.rstrip("0123456789")
        members[f"word/{name}.xml"] = wrap_word({"header": "hdr", "footer": "ftr"}.get(kind, name), content)
        related.append(f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}/{kind}" Target="{name}.xml"/>')
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relate(
                f'<Relationship Id="a" Type="{_RELATIONSHIPS}/officeDocument" Target="/word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": _relate("".join(related)),
            **members,
        }
    )


def _relate(content: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def make_paragraph(*texts: str, style: str = "") -> str:
    """A paragraph of Word's, a run for each text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(map(make_run, texts))}</w:p>"


def make_run(text: str, *, keeps_space: bool = True) -> str:
    """A run of Word's."""
    kept = ' xml:space="preserve"' if keeps_space else ""
    return f"<w:r><w:t{kept}>{text}</w:t></w:r>"


def make_odt(body: str, automatic: str = "", named: str = "", master: str = "") -> bytes:
    """An ODT file with this body, styles in it, and named styles and headers beside it."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body>"
    styles = f"<office:styles>{named}</office:styles><office:master-styles>{master}</office:master-styles>"
    return make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF_NAMESPACES}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF_NAMESPACES}>{styles}</office:document-styles>",
        }
    )


def make_epub(chapters: Mapping[str, str]) -> bytes:
    """An EPUB book of these pages (name -> body)."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    return make_zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>',
            "OPS/b.opf": f"<package><manifest>{items}</manifest><spine>{order}</spine></package>",
            **{
                f"OPS/{name}": f"<?xml version='1.0'?><html><head><title>t</title></head><body>{body}</body></html>"
                for name, body in chapters.items()
            },
        }
    )


def read_members(data: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
