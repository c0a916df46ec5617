"""The rule `entity-missing`."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.lang import find_language
from align.lang.patterns import ZH_PAGES
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced, option
from align.model import Alignment, Bead, Finding, Severity, Span, Suggestion
from glossary.lang.scripts import is_east_asian
from glossary.pack.patterns import compile_late

_SURE = 0.4
_AROUND, _OFTEN = 2000, 2
"""How often, in so many characters before and after, a text names what a sentence may leave to be understood."""

_ADMONITION = ZH_PAGES.late("admonition")
_FIGURE = compile_late(r"(v|[A-Za-z]{1,40}[- \u00a0])\d+(?:\.\d+){0,9}")
"""A name that ends in a figure, as `number-mismatch` reads it: RFC 8414, v2."""
_LATIN = compile_late("[A-Za-z@#]")
"""What any name, code or address in Latin letters has."""


@dataclass(frozen=True)
class EntityMissingOptions:
    """Which names need not be kept."""

    allow: tuple[str, ...] = option((), "Names, codes and addresses that a translation may leave out or replace")


class EntityMissing(PairRule):
    """A name, code or address in Latin letters is in the source but not in the translation.

    What it finds
    -------------
    Words with a capital, codes (C919), URLs, e-mail addresses, @accounts and #tags in Latin letters, in a source that
    is not itself written in them. They are reported if neither the aligned sentence nor its neighbours contain them.
    In a source in Latin letters: names with a capital inside a sentence, in the place of which the translation has
    another name; and such as no plain word looks like (HTTP, GitHub, SEP-990) that are gone, where three of four other
    sentences with the name, two at least, keep it.

    Why it matters
    --------------
    Such names need no translation: one that is gone was dropped or garbled. It is an info where the translation has the
    name twice around that sentence, which then may leave it to be understood.

    When it stays silent
    --------------------
    On words in lower case, units, Roman numerals, and numbers with a letter or two (3D); where only hyphens, spaces or
    capitals differ. Where the translation spells out an acronym (WTO), has the initials that the source gives in
    brackets, never uses those in brackets after their Chinese name, or corrects a misspelt word. On links inside a
    site, and addresses that differ in their language (`/zh-CN/guide`, `/guide`) or a place in the page. On Chinese
    words in Latin letters (CEO, PPT) for which English says something else.

    Measured
    --------
    12 alarms in 4,505 human references of news, 11 of them right, and 9 in 199 pages of software documentation, all
    right. Of 80 names changed in documentation in English or in its Chinese and Japanese translations 76 are found (in
    sample), and 84 unchanged pages in these, Korean and German have no alarm.
    """

    mqm = "accuracy/omission"
    options = EntityMissingOptions
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The World Trade Organization met on Monday.", "WTO周一开会。"),
        Sourced("It weighs 5 kilograms and has an app.", "它重5KG，有APP。"),
        Sourced("A-shares fell.", "A股下跌。"),
        Sourced("Its chief executive made a few slides before it went public.", "CEO在IPO前做了PPT。"),
        Sourced("WeChat Pay works there.", "WeChatPay在那里能用。"),
        Sourced("See [the guide](https://a.example/guide).", "见[指南](https://a.example/zh-CN/guide)。"),
        Sourced("Last year's APEC meeting was held online.", "APEC2020年会议在网上举行。"),
        Sourced("Drop JavaScript; the 90th percentile is too high.", "去掉JS，P90太高。"),
        Sourced("the set user ID bit", "SUID位"),
        Sourced("The CDC disagrees.", "疾控中心（Center for Disease Control, CDC）不同意。"),
        Sourced(
            "Consumer prices rose 0.3%.\nFood added 0.5 points to the index.",
            "居民消费价格指数（CPI）上涨0.3%。\n食品影响CPI上涨0.5个百分点。",
        ),
        Sourced("It has 16 GB of memory and a disk of a terabyte.", "16GB+1TB版。"),
        Sourced("They follow you.", "TA关注了你。"),
        Sourced("Karaoke at eight.", "八点去KTV。"),
        Sourced("It offers warehousing as a service.", "它提供仓储SaaS。"),
        Sourced("The pay is 15–25K yuan.", "月薪15K-25K。"),
        Sourced("It is a Boeing 787-9.", "机型是B787-9。"),
        Sourced(
            "Portwatch is a tool. Portwatch is free.\nPortwatch runs.",
            "Portwatch是工具。Portwatch免费。\nPortwach能运行。",
        ),
        Sourced("Sign the form of the Arctic Shipping Forum.", "请签AFS论坛的表格。"),
        Sourced('<a href="#usage">Usage</a>', '<a href="https://a.example/tool#使用方法">使用方法</a>'),
        Sourced("The broker and the proxy run in one process.", "Broker+Proxy在一个进程中运行。"),
        Sourced("See [Disks](https://a.example/kb/add-a-disk-kb4711).", "见[磁盘](https://a.example/zh-cn/kb4711)。"),
        Sourced("It simulates a network facility.", "它模拟网络设施 (Network Facility/Service)。"),
        Sourced("Encrypt the password.", "**Tips:** 请加密密码。"),
        Sourced("[Design](https://a.example/docs/en/a.md)", "[设计](https://a.example/docs/cn/a.md)"),
        Sourced("It uses matrix multiplication and OTA updates.", "它用MatMul和OTA (Over-The-Air) 更新。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦The code is kept on a website.⟧", source="代码存放在GitHub上。"),
        Bad(
            "Rust is fast. Rust is safe. Rust is new.\nSpring came.\nIt rained.\nAll slept.\n⟦Shadowing is allowed.⟧",
            Severity.INFO,
            source="Rust快。Rust安全。Rust是新的。\n春天来了。\n下雨了。\n大家都睡了。\nRust允许遮蔽。",
        ),
        Bad(
            "A RUSTY car. RUSTY cars. All RUSTY.\nSpring came.\nIt rained.\nAll slept.\n⟦Shadowing is allowed.⟧",
            source="一辆RUSTY汽车。RUSTY汽车。都RUSTY。\n春天来了。\n下雨了。\n大家都睡了。\nRUST允许遮蔽。",
        ),
        Bad(
            "The consumer price index (CPI) rose.\nSpring came.\nIt rained.\nAll slept.\n⟦Food added half a point.⟧",
            source="居民消费价格指数（CPI）上涨。\n春天来了。\n下雨了。\n大家都睡了。\n食品影响CPI上涨半个百分点。",
        ),
        Bad("⟦It supports NFS and others.⟧", source="支持文件系统（NFS and GlusterFS）。"),
        Bad("⟦It runs containers with Docker and others.⟧", source="它运行容器（Docker and Kubernetes）。"),
        Bad("⟦Write to tips@desk.exampel today.⟧", source="今天就写信到tips@desk.example。"),
        Bad(
            "The code is on Gitea. Gitea is fast. Gitea is free.\n⟦The mirror is on Gitea.⟧",
            source="代码在Gitea上。Gitea很快。Gitea免费。\n镜像在Gitee上。",
        ),
        Bad(
            "It reads with getItem. Then getItem is fast. And getItem has a cache.\n⟦Write it with getItem.⟧",
            source="用getItem读取。getItem很快。getItem有缓存。\n用setItem写入。",
        ),
        Bad("⟦Download it, see [Usage](#usage).⟧", source="从 https://b.example/setup#win 下载，见[用法](#用法)。"),
        Bad("⟦Download it, see [Usage](#usage).⟧", source="从 https://b.example/setup#安装 下载，见[用法](#用法)。"),
        Bad(
            "⟦See the notes at https://a.example/2024/port here.⟧",
            source="见 https://a.example/zh-cn/2024/mine 的说明。",
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for each entity of the source in the translation."""
        if not is_east_asian(find_language(alignment.source.language).letters):
            yield from self._find_lost_among_latin(alignment, context)
            return
        if not _LATIN.search(alignment.source.text):
            return
        allowed = frozenset(map(str.casefold, context.get_options(EntityMissingOptions).allow))
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            yield from self._find_lost(alignment, bead, near, context, allowed)

    def _find_lost_among_latin(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report the names of a source in Latin letters that the translation lacks, or has others in the place of."""
        from align.analysis.kept_names import find_lost_names
        from align.quantities.numerals import KNOWN

        languages = {find_language(side.language).code for side in (alignment.source, alignment.target)}
        allowed = frozenset(map(str.casefold, context.get_options(EntityMissingOptions).allow))
        for lost in find_lost_names(alignment):
            source, span = alignment.quote_source(lost.bead, lost.name)
            place = alignment.target_span(lost.bead)
            name = alignment.source.text[slice(*lost.name.move(alignment.source_span(lost.bead).start))]
            if name.casefold() in allowed:
                continue
            suggestions = (Suggestion(name, "source", 1.0),)
            if lost.other:
                here = lost.other.move(place.start)
                found = alignment.target.text[slice(*here)]
                if languages.issubset(KNOWN) and _differ_in_figure(name, found):
                    continue
                message = f"The source says “{name}”; the translation says “{found}”. Correct one of them."
                yield self.finding(*here, message, suggestions=suggestions, source_text=source, source_span=span)
                continue
            yield self.finding(
                *place,
                f"The source says “{name}”; the translation leaves it out.",
                severity=Severity.INFO if _recurs(name, alignment.target.prose, place) else None,
                suggestions=suggestions,
                source_text=source,
                source_span=span,
            )

    def _find_lost(
        self, alignment: Alignment, bead: Bead, near: Sequence[Bead], context: Context, allowed: Container[str]
    ) -> Iterator[Finding]:
        from align.analysis.entities import (
            count_entities,
            find_entities,
            find_glossed_initials,
            find_glosses,
            find_replaced_initials,
            is_misspelt,
            is_rendered,
        )
        from align.lang.zh_notes import find_notes

        source = alignment.source_text(bead)
        found = [(span, entity) for span, entity in find_entities(source) if entity.casefold() not in allowed]
        text, around = (
            "\n".join(map(side, near if found else ())) for side in (alignment.target_text, alignment.source_text)
        )
        spared = [name for name, initials in find_glossed_initials(source) if is_rendered(initials, text)]
        spared += [*find_notes(source), *find_glosses(source, text), *_find_label(source)] if found else []
        for span, entity in {entity: (span, entity) for span, entity in reversed(found)}.values():
            if not is_rendered(entity, text, around) and not any(
                name.start <= span.start < name.end for name in spared
            ):
                if entity in context.analyse(find_replaced_initials, alignment):
                    continue
                if is_misspelt(entity, text, context.analyse(count_entities, alignment)):
                    continue
                place = alignment.target_span(bead)
                yield self.finding(
                    *place,
                    f"The source says “{entity}”; the translation leaves it out.",
                    severity=Severity.INFO if _recurs(entity, alignment.target.prose, place) else None,
                    suggestions=(Suggestion(entity, "source", 1.0),),
                    source_text=source,
                    source_span=span,
                )


def _differ_in_figure(name: str, other: str) -> bool:
    """Return whether two names differ in the figure at their end alone, which `number-mismatch` compares."""
    one, two = _FIGURE.fullmatch(name), _FIGURE.fullmatch(other)
    return bool(one and two and one[1] == two[1])


def _find_label(source: str) -> Iterator[Span]:
    """Yield the label before a note on how to do something (Tips:): pages may mark it in another way."""
    if match := _ADMONITION.search(source):
        yield Span(*match.span())


def _recurs(entity: str, prose: str, place: Span) -> bool:
    """Return whether a text names something so often around a place that a sentence may leave it to be understood."""
    around = prose[max(place.start - _AROUND, 0) : place.end + _AROUND]
    return len(re.findall(rf"(?<![A-Za-z]){re.escape(entity)}(?![A-Za-z])", around)) >= _OFTEN
