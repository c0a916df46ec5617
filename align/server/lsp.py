"""The language server: what an editor sends over stdin, and what it is told over stdout (LSP 3.17).

It answers `initialize` before it loads what checks texts. A change is answered at once with what the rules of the text
itself find in the lines that changed, and all else where it is now; once no more changes come, the text is checked as
`aligncheck check` checks the file. A check that is overtaken stops at its next step, and its result is dropped.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import JsonRPCNotification
from pygls.uris import from_fs_path, to_fs_path

from align.errors import TRACEBACK, AligncheckError, describe_fault
from align.model.spans import on_one_line
from align.server.lines import UTF_16, Change, Lines, Place, Stretch

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.model import Diagnostic
    from align.server.texts import Checked, Mark, Text, TextChecker

_Answer = TypeVar("_Answer")
_Params = Any
"""What a handler takes: pygls would take `object` for the server, which it hands to those who ask for it."""
Sign = Callable[[], tuple[str, str]]
"""What returns who accepts a finding, and the date."""

DEBOUNCE, POLL = 0.3, 2.0
"""Seconds after the last change before the whole text is checked, and between two looks at the files of a check."""

KEEP, ADD_TERM = "aligncheck.keep", "aligncheck.addTerm"
"""The commands that write files: findings that are accepted, a term in the glossary."""

REASON = "accepted in the editor"
"""The reason of what is accepted, where the editor does not give one."""

_WATCHED = ("**/aligncheck*.toml", "**/pyproject.toml", "**/aligncheck-*.jsonl", "**/*.align.tsv")
_WATCHED_TEXTS = "**/*.{txt,md,mdx,html,htm,tex,rst,adoc,csv,tsv,tbx,tmx,xlf,xliff,po,json,yaml,yml,xlsx,docx,odt}"
_SUFFIXES = {"markdown": ".md", "html": ".html", "latex": ".tex", "json": ".json", "yaml": ".yaml"}
"""What the name of a text that is no file ends in, by the language that the editor says it is in."""

_MOST_CLOSED = 8
"""How many translations that are not open are kept, with their alignment, for the way back from the source."""

_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}


class _Worker:
    """A thread that does one job after another, and does not keep the program from ending."""

    def __init__(self) -> None:
        self._jobs = SimpleQueue[Callable[[], None]]()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            self._jobs.get()()

    def do(self, job: Callable[[], _Answer]) -> asyncio.Future[_Answer]:
        """Return the future of a job; one that is cancelled before it begins is not done."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_Answer] = loop.create_future()

        def finish(set_it: Callable[[Any], None], value: object) -> None:
            if not future.done():
                set_it(value)

        def run() -> None:
            if future.cancelled():
                return
            with suppress(RuntimeError):  # the loop is closed
                try:
                    answer = job()
                except BaseException as error:
                    loop.call_soon_threadsafe(finish, future.set_exception, error)
                else:
                    loop.call_soon_threadsafe(finish, future.set_result, answer)

        self._jobs.put(run)
        return future


@dataclass(eq=False)
class _OpenText:
    """A text that is open in the editor, what was found in it last, and the work on it.

    `checked` may be of an earlier version; `done` is fulfilled once the newest is checked (None: it cannot be),
    `first` once something is known of it. `pulled` is what an editor got that asked for it. `wanted` says whether the
    check that is going on still is.
    """

    uri: str
    path: str
    version: int | None
    lines: Lines
    done: asyncio.Future[Checked | None]
    first: asyncio.Future[tuple[Mark, ...]]
    checked: Checked | None = None
    job: asyncio.Task[None] | None = None
    shown: tuple[Mark, ...] = ()
    pulled: tuple[Mark, ...] | None = None
    told: frozenset[str] = frozenset()
    has_begun: bool = False
    wanted: list[bool] = field(default_factory=lambda: [True])


class _Protocol(LanguageServerProtocol):
    """The protocol, but that texts are kept by the server: its lines are those of LSP. No error has a traceback."""

    _server: Server

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._server.open(params.text_document)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self._server.change(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        self._server.close(params.text_document.uri)

    def structure_message(self, data: dict[str, Any]) -> object:
        """Return a message, typed; one that makes no sense is answered, and then ignored."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            else:
                self._server.report_server_error(error, JsonRpcException)
            return JsonRPCNotification("$/ignored", params=None, jsonrpc=self.VERSION)

    def _send_response(self, msg_id: str | int, result: object = None, error: lsp.ResponseError | None = None) -> None:
        if error is not None:
            error.message, error.data = on_one_line(error.message), None
        super()._send_response(msg_id, result, error)


class Server(LanguageServer):
    """Serves one editor."""

    def __init__(self, request: Request, sign: Sign, version: str) -> None:
        super().__init__("aligncheck", version, protocol_cls=_Protocol)
        self._request, self._sign = request, sign
        self._texts = dict[str, _OpenText]()
        self._closed: dict[str, Checked] = {}
        self._told = frozenset[str]()
        self._debounce, self._poll = DEBOUNCE, POLL
        self._is_warm = False
        self._checker: TextChecker | None = None
        self._tasks = set[asyncio.Task[None]]()
        self._add_features()

    def _add_features(self) -> None:
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

    # what every answer has in common

    def _guard(
        self, answer: Callable[[Any], Coroutine[Any, Any, _Answer]]
    ) -> Callable[[Any], Coroutine[Any, Any, _Answer | None]]:
        """Return what answers a request, and logs in one line what goes wrong."""

        async def handle(params: _Params) -> _Answer | None:
            try:
                return await answer(params)
            except Exception as error:
                self._complain(error)
                return None

        return handle

    def _guard_command(self, answer: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., Awaitable[None]]:
        async def handle(*arguments: _Params) -> None:
            try:
                await answer(*arguments)
            except Exception as error:
                self._complain(error, aloud=True)

        return handle

    def _complain(self, error: Exception, *, aloud: bool = False) -> None:
        """Show in one line what went wrong; in the log, unless it is a person who has to do something about it."""
        is_known = isinstance(error, AligncheckError)
        self._tell(str(error) if is_known else describe_fault(error), aloud=aloud or is_known)

    def _tell(self, message: str, *, aloud: bool, kind: lsp.MessageType = lsp.MessageType.Error) -> None:
        message = on_one_line(message)
        if aloud:
            self.window_show_message(lsp.ShowMessageParams(kind, message))
        else:
            self.window_log_message(lsp.LogMessageParams(kind, message))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log in one line what goes wrong outside of our answers; requests are answered with it anyway."""
        self._tell(str(error), aloud=False)

    # the beginning and the end

    def _initialize(self, params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        if isinstance(options, dict):
            self._debounce = _read_seconds(options.get("debounceMilliseconds"), DEBOUNCE)
            self._poll = _read_seconds(options.get("pollMilliseconds"), POLL)
        self._slow, self._fast = _Worker(), _Worker()

    def _begin(self, params: lsp.InitializedParams) -> None:
        self._start(self._warm_up())
        self._start(self._watch())
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            globs = [lsp.FileSystemWatcher(glob_pattern=glob) for glob in (*_WATCHED, _WATCHED_TEXTS)]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers=globs)
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.client_register_capability(lsp.RegistrationParams([lsp.Registration("files", method, options)]))

    def _shut_down(self, params: None = None) -> None:
        for text in self._texts.values():
            _stop(text)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _warm_up(self) -> None:
        """Load what checks texts."""
        try:
            await self._slow.do(self._load)
        except Exception as error:
            self._complain(error)

    def _load(self) -> TextChecker:
        if self._checker is None:
            from align.server.texts import TextChecker

            self._checker = TextChecker(self._request)
        return self._checker

    async def _watch(self) -> None:
        """Look for changes of files now and then, whatever the editor says of them."""
        while self._poll:
            await asyncio.sleep(self._poll)
            await self._look()

    def _look_soon(self, params: object = None) -> None:
        self._start(self._look())

    async def _look(self) -> None:
        """Check again each text of which a file has changed that its findings depend on."""
        for text in list(self._texts.values()):
            checked = text.checked
            if checked and text.done.done():
                try:
                    has_changed = await self._slow.do(partial(self._load().has_changed, checked))
                except Exception:
                    has_changed = True
                if has_changed and text.checked is checked and self._texts.get(text.uri) is text:
                    self._schedule(text, 0)
            elif checked is None and text.done.done():
                self._schedule(text, 0)  # it could not be checked: a file may have been mended

    def _check_all(self, params: object = None) -> None:
        for text in self._texts.values():
            self._schedule(text, 0)

    # texts

    def open(self, item: lsp.TextDocumentItem) -> None:
        """Take a text that the editor opens."""
        loop, uri = asyncio.get_running_loop(), unquote(item.uri)
        path = _find_path(item.uri, item.language_id, self._list_folders())
        if uri in self._texts:
            _forget(self._texts[uri])
        text = _OpenText(item.uri, path, item.version, Lines(item.text), loop.create_future(), loop.create_future())
        self._texts[uri] = text
        self._schedule(text, 0, is_edited=True)
        self._check_translations(text)

    def change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Take changes of a text; those of one that is not open do not count."""
        text = self._texts.get(unquote(params.text_document.uri))
        if text is None:
            return
        lines = text.lines
        for one in params.content_changes:
            if isinstance(one, lsp.TextDocumentContentChangePartial):
                stretch = Stretch(*(Place(end.line, end.character) for end in (one.range.start, one.range.end)))
                lines = lines.change(Change(stretch, one.text), self._units)
            else:
                lines = Lines(one.text)
        text.lines, text.version = lines, params.text_document.version
        self._schedule(text, self._debounce, is_edited=True)
        self._check_translations(text)

    def close(self, uri: str) -> None:
        """Forget a text; what was found in it is taken back."""
        text = self._texts.pop(unquote(uri), None)
        if text:
            _forget(text)
            if not self._pulls:
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(text.uri, []))
            self._check_translations(text)

    def _check_translations(self, source: _OpenText) -> None:
        """Check again what is compared with a text."""
        for text in self._texts.values():
            if text.checked and text.checked.source == source.path and text is not source:
                self._schedule(text, self._debounce)

    def _schedule(self, text: _OpenText, delay: float, *, is_edited: bool = False) -> None:
        """Have a text checked after so many seconds without another change; what is going on is dropped."""
        _stop(text)
        loop = asyncio.get_running_loop()
        if text.done.done():
            text.done = loop.create_future()
        if text.first.done():
            text.first = loop.create_future()
        text.wanted = [True]
        text.job = asyncio.ensure_future(self._check(text, delay, is_edited=is_edited))

    async def _check(self, text: _OpenText, delay: float, *, is_edited: bool) -> None:
        """Check a text: what the rules of the text itself say, then all."""
        loop, wanted = asyncio.get_running_loop(), text.wanted
        start = loop.time()
        try:
            try:
                if is_edited and (not self._pulls or self._refreshes):
                    await self._answer_first(text)
                await asyncio.sleep(max(start + delay - loop.time(), 0))
                checked = await self._show_progress(text, self._slow.do(partial(self._run, text, wanted)))
            except Exception as error:
                self._finish(text, None, [str(error) if isinstance(error, AligncheckError) else describe_fault(error)])
            else:
                self._finish(text, checked, [one.reason for one in checked.skipped if one.failed])
                self._is_warm = True
        except asyncio.CancelledError:
            wanted[0] = False
            raise

    def _run(self, text: _OpenText, wanted: list[bool]) -> Checked:
        from align.server.texts import StoppedError

        def see() -> None:
            if not wanted[0]:
                raise StoppedError

        return self._load().check(self._make_text(text), see)

    async def _answer_first(self, text: _OpenText) -> None:
        """Show what the rules of the text itself find, and what else was found where it is now."""
        worker = self._fast if self._is_warm else self._slow
        checked, lines = text.checked, text.lines

        def find() -> tuple[Mark, ...]:
            from align.server.texts import merge_marks

            usable = checked if checked and checked.task else None
            alone = self._load().check_alone(self._make_text(text), usable)
            return merge_marks(usable, lines, alone) if usable else alone

        marks = await worker.do(find)
        self._show(text, marks)
        text.first.set_result(marks)

    def _make_text(self, text: _OpenText) -> Text:
        from align.server.texts import Text

        others = {other.path: other.lines.text for other in list(self._texts.values()) if other is not text}
        return Text(text.path, text.lines.text, _find_folder(text.path, self._list_folders()), others)

    def _finish(self, text: _OpenText, checked: Checked | None, problems: Iterable[str]) -> None:
        """Take the outcome of a check: show it, and say once what could not be checked."""
        text.checked = checked
        marks = checked.marks if checked else ()
        is_news = self._refreshes and text.pulled not in (None, marks)
        self._show(text, marks)
        for future in (text.done, text.first):
            if not future.done():
                future.set_result(checked if future is text.done else marks)  # type: ignore[arg-type]
        if is_news:
            self.workspace_diagnostic_refresh(None)
        told, was_right = frozenset(problems), not text.told
        for message in sorted(told - self._told):  # while a text is broken, a person is not called at each letter
            self._tell(message if checked is None else f"{text.path}: {message}", aloud=checked is None or was_right)
        text.told = told
        self._told = frozenset().union(*(one.told for one in self._texts.values()))

    def _show(self, text: _OpenText, marks: tuple[Mark, ...]) -> None:
        text.shown = marks
        if not self._pulls and self._texts.get(unquote(text.uri)) is text:
            found = list(self._list_diagnostics(marks, text.lines))
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(text.uri, found, text.version))

    def _show_progress(self, text: _OpenText, work: asyncio.Future[_Answer]) -> asyncio.Future[_Answer]:
        """Return work; where it is the first on a text, and the editor can show that, it does."""
        window = self.client_capabilities.window
        if not text.has_begun and window and window.work_done_progress:
            text.has_begun = True
            self._start(self._report_progress(f"Checking {Path(text.path).name}", f"aligncheck:{id(text)}", work))
        return work

    async def _report_progress(self, title: str, token: str, work: asyncio.Future[Any]) -> None:
        """Report the beginning and the end of work, once the editor is ready for it."""
        progress = self.work_done_progress
        try:
            await progress.create_async(token)
        except Exception:  # the editor does not want it
            return
        progress.begin(token, lsp.WorkDoneProgressBegin(title=title))
        await asyncio.wait([work])
        progress.end(token, lsp.WorkDoneProgressEnd())
        progress.tokens.pop(token, None)

    async def _wait(self, uri: str) -> tuple[_OpenText, Checked] | None:
        """Return an open text with what is found in its newest version; None where it cannot be checked."""
        text = self._texts.get(unquote(uri))
        while text is not None:
            done = text.done
            checked = await asyncio.shield(done)
            if text.done is done:
                return (text, checked) if checked else None
        return None

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
        return [action for mark in marks for action in self._list_actions(text, checked, mark, rules)]

    def _list_actions(self, text: _OpenText, checked: Checked, mark: Mark, rules: set[str]) -> Iterator[lsp.CodeAction]:
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

    def _write(self, text: _OpenText, changes: Iterable[Change], lines: Lines) -> lsp.WorkspaceEdit:
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
        said = describe(checked, self._decode(text.lines, params.position), of_source=of_source)
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

    async def _find_pair(self, uri: str) -> tuple[_OpenText, Checked, bool] | None:
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

    def _find_closed(self, text: _OpenText) -> Checked | None:
        """Return the check of a translation of a source that is not open; None where there is none."""
        from align.server.texts import Text, read_text

        checker, folder = self._load(), _find_folder(text.path, self._list_folders())
        known = self._closed.get(text.path)
        if known and known.text.others.get(text.path) == text.lines.text and not checker.has_changed(known):
            return known
        for path in checker.find_translations(text.path, folder):
            checked = checker.check(Text(path, read_text(path), folder, {text.path: text.lines.text}, is_closed=True))
            self._closed.pop(text.path, None)
            self._closed[text.path] = checked
            while len(self._closed) > _MOST_CLOSED:
                del self._closed[next(iter(self._closed))]
            return checked
        return None

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

    # what is said to the editor

    @property
    def _units(self) -> str:
        encoding = self.server_capabilities.position_encoding
        return str(getattr(encoding, "value", encoding) or UTF_16)

    @property
    def _pulls(self) -> bool:
        """Return whether the editor asks for diagnostics itself."""
        document = self.client_capabilities.text_document
        return bool(document and document.diagnostic)

    @property
    def _refreshes(self) -> bool:
        """Return whether the editor asks again for diagnostics when it is told to."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)

    def _list_folders(self) -> list[str]:
        """Return the folders of the workspace, else the working folder at the start."""
        folders = [to_fs_path(uri) for uri in self.workspace.folders]
        root = self.workspace.root_path
        return [os.path.normpath(one) for one in (folders or [root]) if one]

    def _decode(self, lines: Lines, position: lsp.Position) -> Place:
        return lines.decode(Place(position.line, position.character), self._units)

    def _encode(self, lines: Lines, stretch: Stretch) -> lsp.Range:
        start, end = (lines.measure(place, self._units) for place in stretch)
        return lsp.Range(lsp.Position(*start), lsp.Position(*end))

    def _read(self, path: str) -> Lines:
        from align.server.texts import read_text

        held = next((one.lines for one in self._texts.values() if one.path == path), None)
        return held or Lines(read_text(path))

    def _list_diagnostics(self, marks: Iterable[Mark], lines: Lines) -> Iterator[lsp.Diagnostic]:
        return (self._describe(mark, lines) for mark in marks)

    def _describe(self, mark: Mark, lines: Lines) -> lsp.Diagnostic:
        found: Diagnostic = mark.found
        return lsp.Diagnostic(
            range=self._encode(lines, mark.stretch),
            message=found.finding.message,
            severity=_SEVERITIES[str(found.finding.severity)],
            code=found.finding.rule,
            source="aligncheck",
            data={"fingerprint": found.fingerprint},
        )


def _stop(text: _OpenText) -> None:
    """Drop the work on a text."""
    text.wanted[0] = False
    if text.job and not text.job.done():
        text.job.cancel()


def _forget(text: _OpenText) -> None:
    """Drop the work on a text, and answer who waits for it that it is cancelled."""
    _stop(text)
    for future in (text.done, text.first):
        future.cancel()


def _read_seconds(milliseconds: object, otherwise: float) -> float:
    is_number = isinstance(milliseconds, int | float) and not isinstance(milliseconds, bool)
    return max(float(milliseconds), 0) / 1000 if is_number else otherwise  # type: ignore[arg-type]


def _find_path(uri: str, language: str, folders: list[str]) -> str:
    """Return the absolute path of a text; that of one that is no file is in the first folder."""
    path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    if path:
        return os.path.normpath(Path(path).absolute())
    name = Path(unquote(urlsplit(uri).path)).name or "untitled"
    suffix = "" if Path(name).suffix else _SUFFIXES.get(language, ".txt")
    return str(Path(folders[0] if folders else Path.cwd(), name + suffix))


def _find_folder(path: str, folders: Iterable[str]) -> str:
    """Return the innermost folder of the workspace that holds a file, else the file's own."""
    above = [folder for folder in folders if Path(path).is_relative_to(folder)]
    return max(above, key=len, default=str(Path(path).parent))


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
