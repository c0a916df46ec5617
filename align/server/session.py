"""A session with an editor: the texts that it holds, and the checks of them that go on (LSP 3.17).

It answers `initialize` before it loads what checks texts. A change is answered at once with what the rules of the text
itself find in the lines that changed, and all else where it is now; once no more changes come, the text is checked as
`aligncheck check` checks the file. A check that is overtaken stops at its next step, and its result is dropped.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import JsonRPCNotification
from pygls.uris import to_fs_path

from align.errors import AligncheckError, describe_fault
from align.model.spans import on_one_line
from align.server.lines import UTF_16, Change, Lines, Place, Stretch
from align.server.worker import Worker

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

_WATCHED = ("**/aligncheck*.toml", "**/pyproject.toml", "**/aligncheck-*.jsonl", "**/*.align.tsv")
_WATCHED_TEXTS = "**/*.{txt,md,mdx,html,htm,tex,rst,adoc,csv,tsv,tbx,tmx,xlf,xliff,po,json,yaml,yml,xlsx,docx,odt}"
_SUFFIXES = {"markdown": ".md", "html": ".html", "latex": ".tex", "json": ".json", "yaml": ".yaml"}
"""What the name of a text that is no file ends in, by the language that the editor says it is in."""

_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}


@dataclass(eq=False)
class OpenText:
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


class Protocol(LanguageServerProtocol):
    """The protocol, but that texts are kept by the server: its lines are those of LSP. No error has a traceback."""

    _server: Session

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._server.open_text(params.text_document)

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


class Session(LanguageServer):
    """Serves one editor with findings; what else it may ask for is in `align.server.lsp`."""

    def __init__(self, request: Request, sign: Sign, version: str) -> None:
        super().__init__("aligncheck", version, protocol_cls=Protocol)
        self._request, self._sign = request, sign
        self._texts = dict[str, OpenText]()
        self._told = frozenset[str]()
        self._debounce, self._poll = DEBOUNCE, POLL
        self._is_warm = False
        self._checker: TextChecker | None = None
        self._tasks = set[asyncio.Task[None]]()

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
        self._slow, self._fast = Worker(), Worker()

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
        for worker in (self._slow, self._fast):
            worker.stop()

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

    def open_text(self, item: lsp.TextDocumentItem) -> None:
        """Take a text that the editor opens."""
        loop, uri = asyncio.get_running_loop(), unquote(item.uri)
        path = _find_path(item.uri, item.language_id, self._list_folders())
        if uri in self._texts:
            _forget(self._texts[uri])
        text = OpenText(item.uri, path, item.version, Lines(item.text), loop.create_future(), loop.create_future())
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

    def _check_translations(self, source: OpenText) -> None:
        """Check again what is compared with a text."""
        for text in self._texts.values():
            if text.checked and text.checked.source == source.path and text is not source:
                self._schedule(text, self._debounce)

    def _is_compared_with_newest(self, checked: Checked) -> bool:
        """Return whether a text was checked against its source as it is now: that may have changed in the meantime."""
        newest = next((one.lines.text for one in self._texts.values() if one.path == checked.source), None)
        return checked.text.others.get(checked.source) == newest

    def _schedule(self, text: OpenText, delay: float, *, is_edited: bool = False) -> None:
        """Have a text checked after so many seconds without another change; what is going on is dropped."""
        _stop(text)
        loop = asyncio.get_running_loop()
        if text.done.done():
            text.done = loop.create_future()
        if text.first.done():
            text.first = loop.create_future()
        text.wanted = [True]
        text.job = asyncio.ensure_future(self._check(text, delay, is_edited=is_edited))

    async def _check(self, text: OpenText, delay: float, *, is_edited: bool) -> None:
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
                if not self._is_compared_with_newest(checked):
                    self._schedule(text, self._debounce)
                    return
                folder, failed = checked.text.folder, (one for one in checked.skipped if one.failed)
                self._finish(text, checked, [f"{Path(folder, one.path)}: {one.reason}" for one in failed])
                self._is_warm = True
        except asyncio.CancelledError:
            wanted[0] = False
            raise

    def _run(self, text: OpenText, wanted: list[bool]) -> Checked:
        from align.server.texts import StoppedError

        def see() -> None:
            if not wanted[0]:
                raise StoppedError

        return self._load().check(self._make_text(text), see)

    async def _answer_first(self, text: OpenText) -> None:
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

    def _make_text(self, text: OpenText) -> Text:
        from align.server.texts import Text

        others = {other.path: other.lines.text for other in list(self._texts.values()) if other is not text}
        return Text(text.path, text.lines.text, find_folder(text.path, self._list_folders()), others)

    def _finish(self, text: OpenText, checked: Checked | None, problems: Iterable[str]) -> None:
        """Take the outcome of a check: show it, and say once what could not be checked."""
        text.checked = checked
        marks = checked.marks if checked else ()
        is_news = self._refreshes and text.pulled not in (None, marks)
        self._show(text, marks)
        if not text.done.done():
            text.done.set_result(checked)
        if not text.first.done():
            text.first.set_result(marks)
        if is_news:
            self.workspace_diagnostic_refresh(None)
        told, was_right = frozenset(problems), not text.told
        for message in sorted(told - self._told):  # while a text is broken, a person is not called at each letter
            self._tell(message, aloud=checked is None or was_right)
        text.told = told
        self._told = frozenset().union(*(one.told for one in self._texts.values()))

    def _show(self, text: OpenText, marks: tuple[Mark, ...]) -> None:
        text.shown = marks
        if not self._pulls and self._texts.get(unquote(text.uri)) is text:
            found = list(self._list_diagnostics(marks, text.lines))
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(text.uri, found, text.version))

    def _show_progress(self, text: OpenText, work: asyncio.Future[_Answer]) -> asyncio.Future[_Answer]:
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

    async def _wait(self, uri: str) -> tuple[OpenText, Checked] | None:
        """Return an open text with what is found in its newest version; None where it cannot be checked."""
        text = self._texts.get(unquote(uri))
        while text is not None:
            done = text.done
            checked = await asyncio.shield(done)
            if text.done is done:
                return (text, checked) if checked else None
        return None

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


def _stop(text: OpenText) -> None:
    """Drop the work on a text."""
    text.wanted[0] = False
    if text.job and not text.job.done():
        text.job.cancel()


def _forget(text: OpenText) -> None:
    """Drop the work on a text, and answer who waits for it that it is cancelled."""
    _stop(text)
    for future in (text.done, text.first):
        future.cancel()


def _read_seconds(milliseconds: object, otherwise: float) -> float:
    if isinstance(milliseconds, int | float) and not isinstance(milliseconds, bool):
        return max(float(milliseconds), 0) / 1000
    return otherwise


def _find_path(uri: str, language: str, folders: list[str]) -> str:
    """Return the absolute path of a text; that of one that is no file is in the first folder."""
    path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    if path:
        return os.path.normpath(Path(path).absolute())
    name = Path(unquote(urlsplit(uri).path)).name or "untitled"
    suffix = "" if Path(name).suffix else _SUFFIXES.get(language, ".txt")
    return str(Path(folders[0] if folders else Path.cwd(), name + suffix))


def find_folder(path: str, folders: Iterable[str]) -> str:
    """Return the innermost folder of the workspace that holds a file, else the file's own."""
    above = [folder for folder in folders if Path(path).is_relative_to(folder)]
    return max(above, key=len, default=str(Path(path).parent))
