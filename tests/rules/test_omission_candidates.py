"""Which source sentences are candidates for an omission, and which of them are in doubt."""

import pytest

from align.analysis.omitted_parts import OmittedPart
from align.commands.check import check_pairs
from align.config.settings import Settings
from align.lang import find_language
from align.model import Alignment, Bead, Document, Severity, Span
from align.model.offsets import split_written_lines
from align.rules.accuracy.omission import Omission, _find_gaps, _Gap, _is_printed_twice, _join_parts, find_candidates

_REPEATING = "财政司长动用基金时须咨询委员会。委员会依法设立。该条订明财政司长动用基金时须咨询委员会。"
_OTHER = "财政司长动用基金时须咨询委员会。委员会依法设立。矿山今天重新开放，渔民都很担心。"


def read(code: str, text: str) -> Document:
    return Document("a.txt", code, text, lambda one: [Span(0, len(one))], find_language(code).split)


@pytest.mark.parametrize(
    ("source", "chance", "confidence", "doubtful"),
    [
        (_OTHER, 0.7, 0.6, False),
        (_OTHER, 0.6, 0.5, True),  # the alignment gives it a translation
        (_OTHER, 0.7, 0.8, True),  # and is surer of that
        (_REPEATING, 0.7, 0.6, True),  # the sentence before last says the same
    ],
)
def test_a_sentence_with_a_translation_is_in_doubt(
    source: str, chance: float, confidence: float, doubtful: bool
) -> None:
    target = read("en", "The secretary consults the committee. The law founded it and has him consult it.")
    beads = (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), confidence, (0.1, chance, 0.0)))
    (gap,) = find_candidates(Alignment(read("zh", source), target, beads))
    assert (gap.segments, gap.probability, gap.doubtful) == ([2], chance, doubtful)


def test_a_sentence_without_a_translation_is_not_in_doubt_because_it_repeats_another() -> None:
    target = read("en", "The secretary consults the committee. The law founded it.")
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.9), Bead((2,), (), 0.6, (0.7,)))
    (gap,) = find_candidates(Alignment(read("zh", _REPEATING), target, beads))
    assert (gap.segments, gap.doubtful) == ([2], False)


@pytest.mark.parametrize(("chance", "found"), [(0.46, []), (0.47, [[1]])])
def test_a_candidate_is_as_likely_as_not(chance: float, found: list[list[int]]) -> None:
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.6, (chance,)))
    alignment = Alignment(read("zh", "矿山开放。渔民担心。"), read("en", "The mine opened."), beads)
    assert [gap.segments for gap in find_candidates(alignment)] == found


@pytest.mark.parametrize(
    ("source", "target", "doubtful"),
    [
        ("看不懂命令吗？手册也看不懂？试试这里。", "Puzzled by a command? Try this.", True),
        ("看不懂命令吗？手册也看不懂。试试这里。", "Puzzled by a command? Try this.", False),
        ("“看不懂命令吗？手册也看不懂？试试这里。", "“Puzzled by a command? Try this.", False),
        ("应按时申报。但经海关核准者，不在此限。逾期不受理。", "Report it in time, unless exempt. No later.", True),
        ("应按时申报。但经海关核准者，不在此限。逾期不受理。", "Report it in time. No later.", False),
    ],
)
def test_what_is_merged_with_its_neighbour_is_in_doubt(source: str, target: str, doubtful: bool) -> None:
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.9, (1.0,)), Bead((2,), (1,), 0.9))
    (gap,) = find_candidates(Alignment(read("zh", source), read("en", target), beads))
    assert (gap.segments, gap.doubtful) == ([1], doubtful)


@pytest.mark.parametrize(("lost", "severity"), [("MIT License", "INFO"), ("局长离职。", "ERROR")])
def test_a_word_or_two_in_latin_letters_are_an_info(lost: str, severity: str) -> None:
    source = Document("a.txt", "zh", f"矿山开放。\n{lost}", split_written_lines, find_language("zh").split)
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.9, (1.0,)))
    alignment = Alignment(source, read("en", "The mine opened."), beads)
    (finding,) = Omission()._check_sentences(alignment, _find_gaps(alignment), ())
    assert finding.severity.name == severity


def test_what_is_printed_twice_is_told_only_where_neither_is_rendered() -> None:
    source = read("zh", "磁盘的使用率。线程池的容量。磁盘的使用率。线程池的容量。")
    target = read("en", "The use of the disk. The pool.")
    twice = (Bead((2,), (), 0.9, (1.0,)), Bead((3,), (), 0.9, (1.0,)))
    rendered = (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.9), *twice)
    lost = (Bead((0,), (), 0.9, (1.0,)), Bead((1,), (0, 1), 0.9), *twice)
    once = read("zh", "他笑了。港口开放。他走了。他笑了。")
    assert not _is_printed_twice(Alignment(once, target, (*rendered[:3], Bead((3,), (), 0.9, (1.0,)))), 3)
    assert [_is_printed_twice(Alignment(source, target, beads), 2) for beads in (rendered, lost)] == [True, False]


def test_what_does_not_end_as_a_sentence_is_parted_from_the_next() -> None:
    source = "港口开放。\n\n数字供应链\n\n淘系技术部\n\n船到了。局长说水位很低。"
    target = read("en", "The port is open.")
    beads = (Bead((0,), (0,), 0.9), *(Bead((index,), (), 0.9, (0.95,)) for index in range(1, 5)))
    alignment = Alignment(read("zh", source), target, beads)
    (finding,) = Omission()._check_sentences(alignment, _find_gaps(alignment), ())
    quoted = "“数字供应链 / 淘系技术部 / 船到了。局长说水位很低”"
    assert finding.message == f"The translation leaves out 4 sentences of the source: {quoted}."
    assert finding.source_text == "数字供应链淘系技术部船到了。局长说水位很低。"


@pytest.mark.parametrize(
    ("target", "doubtful"),
    [
        ('"Cold?" he asked. "No," I said.', [True]),
        ('"Cold?" he asked. I said so.', [False]),
    ],
)
def test_a_short_speech_is_in_doubt_where_the_translation_has_as_many(target: str, doubtful: list[bool]) -> None:
    source = read("zh", "“冷不冷？”他问。“不冷。”我说。")
    assert [one.text for one in source.segments] == ["“冷不冷？”", "他问。", "“不冷。”", "我说。"]
    beads = (Bead((0, 1), (0,), 0.9), Bead((2,), (), 0.9, (0.9,)), Bead((3,), (1,), 0.9))
    gaps = find_candidates(Alignment(source, read("en", target), beads))
    assert [gap.doubtful for gap in gaps] == doubtful


@pytest.mark.parametrize(
    ("lines", "chance", "found"),
    [
        ("The mine opened again.", 0.2, [[1]]),  # of two lines one is left
        ("The mine opened again.", 0.05, []),
        ("The mine opened again.\nThe end.", 0.2, []),
    ],
)
def test_a_line_that_the_translation_lacks_is_missing_though_it_may_be_merged(
    lines: str, chance: float, found: list[list[int]]
) -> None:
    source, target = (
        Document("a.txt", code, text, split_written_lines, find_language(code).split)
        for code, text in (("zh", "矿山今天重新开放。\n渔民都很担心。"), ("en", lines))
    )
    count = len(target.segments)
    bead = Bead((0, 1), tuple(range(count)), 0.9, (0.0, chance, *(0.0 for _ in range(count))))
    gaps = list(find_candidates(Alignment(source, target, (bead,))))
    assert [gap.segments for gap in gaps if not gap.doubtful] == found


@pytest.mark.parametrize(
    ("text", "chance", "severity"),
    [
        ("并关闭了两家工厂。", 0.48, Severity.WARNING),
        ("并关闭了两家工厂。", 0.47, Severity.INFO),
        ("地点不变。", 0.66, Severity.WARNING),
        ("地点不变。", 0.65, Severity.INFO),
        ("请以实物为准。", 0.54, Severity.INFO),
        ("长沙市和株洲市、", 0.9, Severity.INFO),  # a piece of a list
        ("市长在会上表示：", 0.9, Severity.INFO),  # what introduces a speech
        ("真金白银大甩卖”", 0.9, Severity.INFO),  # cut off at a quotation mark
    ],
)
def test_a_whole_clause_that_is_likely_left_out_is_a_warning(text: str, chance: float, severity: Severity) -> None:
    assert Omission()._report_part(OmittedPart(text, 0, chance)).severity == severity


@pytest.mark.parametrize(
    ("lines", "chance", "gaps", "left"),
    [
        ("The mine opened.", 0.55, [([1], False)], 0),  # of two lines one is left, so they are not merged
        ("The mine opened.", 0.54, [], 1),  # not certain
        ("The mine opened.\nThe end.", 0.55, [], 1),
    ],
)
def test_a_line_that_the_translation_lacks_is_left_out_with_its_clause(
    lines: str, chance: float, gaps: list[tuple[list[int], bool]], left: int
) -> None:
    source, target = (
        Document("a.txt", code, text, split_written_lines, find_language(code).split)
        for code, text in (("zh", "矿山今天重新开放。\n它在五月关闭了，渔民很担心。"), ("en", lines))
    )
    alignment = Alignment(source, target, (Bead((0, 1), tuple(range(len(target.segments))), 0.9),))
    found: list[_Gap] = []
    assert len(_join_parts(alignment, found, [OmittedPart("它在五月关闭了，", 16, chance, (1,))])) == left
    assert [(gap.segments, gap.may_be_rendered) for gap in found] == gaps


@pytest.mark.parametrize(("doubtful", "left"), [(False, 0), (True, 1)])
def test_a_part_of_a_sentence_that_is_left_out_is_told_with_it(doubtful: bool, left: int) -> None:
    source = read("zh", "矿山今天重新开放。它在五月关闭了，渔民很担心。")
    alignment = Alignment(source, read("en", "The mine opened."), (Bead((0, 1), (0,), 0.9),))
    gaps = [_Gap([1], 0.5, 16, doubtful)]
    assert len(_join_parts(alignment, gaps, [OmittedPart("它在五月关闭了，", 16, 0.5, (1,))])) == left


_POWER = "First turn off the power. Wait until the light goes out before you open the back cover."


@pytest.mark.parametrize(
    ("language", "target", "message"),
    [
        ("zh", "请先关闭电源。", "leaves out a sentence of the source: “Wait until the light goes out before you open"),
        ("zh", "请先关闭电源，待指示灯熄灭后再打开后盖。", ""),
        ("zh", "请先关闭电源。等指示灯灭。", ""),
        ("ja", "まず電源を切ってください。", "leaves out a sentence of the source: “Wait until the light goes out"),
        ("ko", "먼저 전원을 끄세요.", "leaves out a sentence of the source: “Wait until the light goes out"),
        ("de", "Schalten Sie zuerst den Strom aus.", "says much less than the source: “First turn off the power. Wait"),
        (
            "de",
            "Schalten Sie zuerst den Strom aus und warten Sie vor dem Öffnen der Abdeckung, bis das Licht erlischt.",
            "",
        ),
    ],
)
def test_a_pair_lacks_a_sentence_of_its_source_in_any_language(language: str, target: str, message: str) -> None:
    settings = Settings(source_lang="en", target_lang=language)
    found = [one.finding for one in check_pairs([(_POWER, target)], settings).diagnostics]
    omissions = [(one.severity, one.span) for one in found if one.rule == "omission"]
    said = [one.message.startswith(f"The translation {message}") for one in found if one.rule == "omission"]
    severity = Severity.WARNING if message.startswith("leaves out") else Severity.INFO
    assert omissions == [(severity, Span(len(target), len(target)))] * bool(message)
    assert said == [True] * bool(message)
