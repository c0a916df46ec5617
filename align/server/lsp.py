"""The language server: what an editor may ask, and how it is served over stdin and stdout."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async
from pygls.uris import from_fs_path

from align.errors import TRACEBACK, AligncheckError
from align.server.lines import Change, Lines
from align.server.session import OpenText, Session, Sign, find_folder

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.inputs.watching import Stamps
    from align.server.texts import Checked, Mark

KEEP, ADD_TERM = "aligncheck.keep", "aligncheck.addTerm"
"""The commands that write files: findings that are accepted, a term in the glossary."""

REASON = "accepted in the editor"
"""The reason of what is accepted, where the editor does not give one."""

_MOST_OFFERED = 20
"""How many findings of a range something is offered for: each takes another look at the text."""

_MOST_CLOSED = 8
"""How many translations that are not open are kept, with their alignment, for the way back from the source, and how
many sources that have none."""

_Value = TypeVar("_Value")


class Server(Session):
    """Serves one editor."""

    def __init__(self, request: Request, sign: Sign, version: str) -> None:
        super().__init__(request, sign, version)
        self._closed: dict[str, Checked] = {}
        self._untranslated: dict[str, Stamps] = {}
        self._add_features()

    def _add_features(self) -> None:
        """Say what is answered, and by what."""
        pull = lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="aligncheck")
        kinds = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
        self.feature(lsp.INITIALIZE)(partial(self._initialize))
        self.feature(lsp.INITIALIZED)(partial(self._begin))
        self.feature(lsp.SHUTDOWN)(partial(self._shut_down))
        self.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(self._look_soon))
        self.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(partial(self._check_all))
        self.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(partial(self._look_soon))
        self.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(partial(self._look_soon))
        self.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, pull)(self._guard(self._diagnose))
        self.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)(self._guard(self._offer))
        self.feature(lsp.TEXT_DOCUMENT_HOVER)(self._guard(self._hover))
        self.feature(lsp.TEXT_DOCUMENT_DEFINITION)(self._guard(self._define))
        self.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(self._guard(self._outline))
        self.command(KEEP)(self._guard_command(self._keep))
        self.command(ADD_TERM)(self._guard_command(self._add_term))

    # answers

    async def _diagnose(
        self, params: lsp.DocumentDiagnosticParams
    ) -> lsp.RelatedFullDocumentDiagnosticReport | lsp.RelatedUnchangedDocumentDiagnosticReport:
        """Answer with what is found in a text: where the editor asks again when it is told to, with what is known
        first.
        """
        text = self._texts.get(unquote(params.text_document.uri))
        marks: tuple[Mark, ...] = ()
        if text:
            waits = [asyncio.shield(one) for one in (text.done, text.first)[: 1 + self._refreshes]]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            marks = text.pulled = text.shown
        found = list(self._list_diagnostics(marks, text.lines)) if text else []
        name = sha256(repr(found).encode(errors="replace")).hexdigest()[:16]
        if name == params.previous_result_id:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(result_id=name)
        return lsp.RelatedFullDocumentDiagnosticReport(items=found, result_id=name)

    async def _offer(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        """Answer with what may be done about the findings in a range."""
        asked = await self._wait(params.text_document.uri)
        only = params.context.only
        if asked is None or (only and not any(kind in ("", lsp.CodeActionKind.QuickFix) for kind in only)):
            return None
        text, checked = asked
        start, end = (self._decode(checked.lines, place) for place in (params.range.start, params.range.end))
        marks = [mark for mark in checked.marks if mark.stretch.start <= end and start <= mark.stretch.end]
        rules = set[str]()
        return [action for mark in marks[:_MOST_OFFERED] for action in self._list_actions(text, checked, mark, rules)]

    def _list_actions(self, text: OpenText, checked: Checked, mark: Mark, rules: set[str]) -> Iterator[lsp.CodeAction]:
        """Yield what may be done about a finding; all fixes of a rule, unless it is among `rules`."""
        from align.server.fixes import fix_all, list_fixes, list_terms

        found, kind = mark.found, lsp.CodeActionKind.QuickFix
        shown = [self._describe(mark, checked.lines)]
        fixes = list(list_fixes(checked, found))
        for fix in fixes:
            edit = self._write(text, fix.changes, checked.lines)
            yield lsp.CodeAction(fix.title, kind, shown, is_preferred=fix.is_safe, edit=edit)
        whole = fix_all(checked, found.finding.rule) if fixes and found.finding.rule not in rules else None
        rules.add(found.finding.rule)
        if whole:
            yield lsp.CodeAction(whole.title, kind, shown, edit=self._write(text, whole.changes, checked.lines))
        if checked.result and checked.result.settings:
            keep = lsp.Command("Keep", KEEP, arguments=[text.uri, found.fingerprint])
            yield lsp.CodeAction(f"Keep as it is ({found.finding.rule})", kind, shown, command=keep)
        for term in list_terms(checked, found):
            add = lsp.Command("Add", ADD_TERM, arguments=[text.uri, term.source, term.target])
            yield lsp.CodeAction(term.title, kind, shown, command=add)

    def _write(self, text: OpenText, changes: Iterable[Change], lines: Lines) -> lsp.WorkspaceEdit:
        edits = [lsp.TextEdit(self._encode(lines, one.stretch), one.text) for one in changes]
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            named = lsp.OptionalVersionedTextDocumentIdentifier(text.uri, text.version)
            return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(named, [*edits])])
        return lsp.WorkspaceEdit(changes={text.uri: edits})

    async def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """Answer with what there is to say of a place."""
        from align.server.passages import describe

        asked = await self._find_pair(params.text_document.uri)
        if asked is None:
            return None
        text, checked, of_source = asked
        place = self._decode(text.lines, params.position)
        said = await self._fast.do(partial(describe, checked, place, of_source=of_source))
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, said)) if said else None

    async def _define(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Answer with the sentence of the source that a sentence translates, or the other way."""
        from align.server.passages import find_counterpart

        asked = await self._find_pair(params.text_document.uri)
        if asked is None:
            return None
        text, checked, of_source = asked
        found = find_counterpart(checked, self._decode(text.lines, params.position), of_source=of_source)
        if found is None:
            return None
        path = os.path.normpath(Path(checked.text.folder, found[0]))
        uri = next((one.uri for one in self._texts.values() if one.path == path), None) or from_fs_path(path)
        return lsp.Location(uri, self._encode(self._read(path), found[1])) if uri else None

    async def _outline(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        """Answer with the passages of a text, each with what it translates."""
        from align.server.passages import list_symbols

        asked = await self._find_pair(params.text_document.uri)
        if asked is None:
            return None
        text, checked, of_source = asked
        symbols = list(list_symbols(checked, of_source=of_source))
        ranges = [self._encode(text.lines, one.stretch) for one in symbols]
        kind = lsp.SymbolKind.String
        return [
            lsp.DocumentSymbol(one.name, kind, place, place, detail=one.detail)
            for one, place in zip(symbols, ranges, strict=True)
        ]

    async def _find_pair(self, uri: str) -> tuple[OpenText, Checked, bool] | None:
        """Return an open text with the check that holds its alignment, and whether it is the source there."""
        asked = await self._wait(uri)
        if asked is None or asked[1].task:
            return (*asked, False) if asked else None
        text = asked[0]
        for other in list(self._texts.values()):
            if other.checked and other.checked.source == text.path:
                found = await self._wait(other.uri)
                if found and found[1].source == text.path:
                    return text, found[1], True
        checked = await self._slow.do(partial(self._find_closed, text))
        return (text, checked, True) if checked else None

    def _find_closed(self, text: OpenText) -> Checked | None:
        """Return the check of a translation of a source that is not open; None where there is none."""
        from align.inputs.watching import stamp
        from align.server.texts import Text, read_text

        checker, folder = self._load(), find_folder(text.path, self._list_folders())
        known = self._closed.get(text.path)
        if known and known.text.others.get(text.path) == text.lines.text and not checker.has_changed(known):
            return known
        stamps = self._untranslated.get(text.path)
        if stamps is not None and stamp(stamps) == stamps:
            return None
        paths, stamps = checker.find_translations(text.path, folder)
        if not paths:
            _keep_last(self._untranslated, text.path, stamps)
            return None
        path = paths[0]
        checked = checker.check(Text(path, read_text(path), folder, {text.path: text.lines.text}, is_closed=True))
        _keep_last(self._closed, text.path, checked)
        return checked

    # commands

    async def _keep(self, uri: object, fingerprint: object, reason: object = None) -> None:
        """Keep a finding as it is, with a reason."""
        asked = await self._wait(str(uri))
        if asked is None:
            raise AligncheckError(f"{uri}: is not open, or cannot be checked")
        why = (reason if isinstance(reason, str) else "").strip() or REASON
        accept = partial(self._load().accept, asked[1], frozenset([str(fingerprint)]), why, *self._sign())
        if not await self._slow.do(accept):
            self._tell("nothing to accept: it is not there any more, or is accepted already", aloud=True)
        self._check_all()

    async def _add_term(self, uri: object, source: object, target: object) -> None:
        """Add a term to the glossary."""
        asked = await self._wait(str(uri))
        if asked is None:
            raise AligncheckError(f"{uri}: is not open, or cannot be checked")
        add = partial(self._load().add_term, asked[1], str(source), str(target), *self._sign())
        self._tell(f"added to {await self._slow.do(add)}", aloud=True, kind=lsp.MessageType.Info)
        self._check_all()


def _keep_last(kept: dict[str, _Value], name: str, value: _Value) -> None:
    """Add a value, and drop the oldest ones of many."""
    kept.pop(name, None)
    kept[name] = value
    while len(kept) > _MOST_CLOSED:
        del kept[next(iter(kept))]


def serve(request: Request, sign: Sign, version: str) -> int:
    """Serve an editor over stdin and stdout until it ends; return the exit code.

    A thread may still wait for stdin then. What else would be printed goes to stderr.
    """
    if not os.environ.get(TRACEBACK):
        logging.disable(logging.CRITICAL)
    sys.stdout.flush()
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server, stop = Server(request, sign, version), Event()
    server.protocol.set_writer(StdoutWriter(stdout))
    reader = StdinAsyncReader(sys.stdin.buffer, server.thread_pool)
    try:
        asyncio.run(run_async(stop, reader, server.protocol, None, server.report_server_error))
    except BrokenPipeError:  # the editor has ended
        return 0
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:  # the editor says so, or SIGTERM does
        return end.code if isinstance(end.code, int) else 1
    return 0
