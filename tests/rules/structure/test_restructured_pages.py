"""Pages of reStructuredText are compared as those of Markdown are; no aligner is asked."""

import pytest

from align.analysis.structure import compare_structure
from align.analysis.structure.blocks import PageBlock
from align.linter.context import Context
from align.linter.registry import all_rules, find_rule
from align.linter.rule import PairRule
from align.model import Alignment
from align.readers import ReadOptions, read_document

ENGLISH = """\
.. _harbour-guide:

===============
A harbour guide
===============

.. contents::
   :depth: 2

The harbour opens in May. Call ``open_port()`` before the first ship comes, and
read :doc:`pilots` for what the pilots ask of you. The `price list`_ is free.

.. _ships:

Ships
=====

Ships come from the north, see :ref:`the map of the bay <bay-map>`. Every ship
has a number of its own::

    $ ship register --name=Ann --size=7
    $ ship list

- Use :func:`harbour.arrive` when a ship arrives.
- Then wait for the pilot, who comes on board from a small boat.
- Moor at the pier that the pilot names.

.. warning::
   The pier is slippery in winter. Nobody may walk there alone.

.. code-block:: python
   :emphasize-lines: 2

   # Open the harbour
   harbour = Harbour(limit=7)
   harbour.arrive("Ann")

Costs
=====

.. note:: Prices change every year, so look at them before you come.

.. list-table::

   * - Small ship
     - Ten coins
   * - Large ship
     - Forty coins

+--------------+-----------------+
| Option       | What it does    |
+==============+=================+
| ``--night``  | opens at night  |
+--------------+-----------------+
| ``--winter`` | opens in winter |
+--------------+-----------------+

.. image:: images/pier.png
   :alt: The pier in the morning

Discounts
---------

Those who come often pay less. Ask for the card at the office, which is open all day.

.. include:: shared/contact.rst

.. toctree::
   :maxdepth: 1

   pilots
   Prices of the year <prices>

.. _price list: https://harbour.example/prices
"""
CHINESE = """\
.. _harbour-guide:

港口指南
--------

.. contents::
   :depth: 2

港口五月开放。第一艘船到来之前请调用 ``open_port()``\\ ，引航员的要求请参阅 :doc:`pilots`\\ 。
`价目表 <https://harbour.example/prices>`_\\ 免费提供。

.. _ships:

船舶
~~~~~~~~~~

船舶来自北方，请参阅\\ :ref:`海湾地图 <bay-map>`\\ 。
每艘船都有自己的编号::

    $ ship register --name=Ann --size=7
    $ ship list

* 船舶到达时使用 :func:`harbour.arrive`\\ 。
* 然后等待引航员，他会乘小艇登船。
* 停靠在引航员指定的码头。

.. warning:: 冬天码头很滑，任何人都不得独自在那里行走。

.. code-block:: python
   :emphasize-lines: 2

   # 开放港口
   harbour = Harbour(limit=7)
   harbour.arrive("Ann")

费用
~~~~

.. note::

   价格每年都会变动，来之前请先查看。

.. list-table::

   * - 小船
     - 十枚硬币
   * - 大船
     - 四十枚硬币

+--------------+------------+
| 选项         | 作用       |
+==============+============+
| ``--night``  | 夜间开放   |
+--------------+------------+
| ``--winter`` | 冬季开放   |
+--------------+------------+

.. image:: images/pier.zh.png
   :alt: 早晨的码头

折扣
++++

常来的人付得更少。请到办公室索取会员卡，办公室全天开放。

.. include:: shared/contact.zh.rst

.. toctree::
   :maxdepth: 1

   pilots
   本年价格 <prices>
"""
GERMAN = """\
.. _harbour-guide:

Ein Wegweiser durch den Hafen
*****************************

.. contents::
   :depth: 2

Der Hafen öffnet im Mai. Rufen Sie ``open_port()`` auf, bevor das erste Schiff
kommt, und lesen Sie in :doc:`pilots`, was die Lotsen von Ihnen verlangen. Die
`Preisliste`_ ist kostenlos.

.. _ships:

Schiffe
^^^^^^^

Schiffe kommen aus dem Norden, siehe :ref:`die Karte der Bucht <bay-map>`. Jedes
Schiff hat eine eigene Nummer::

    $ ship register --name=Ann --size=7
    $ ship list

- Verwenden Sie :func:`harbour.arrive`, wenn ein Schiff ankommt.
- Warten Sie dann auf den Lotsen, der mit einem kleinen Boot an Bord kommt.
- Machen Sie an dem Pier fest, den der Lotse nennt.

.. warning::
   Der Pier ist im Winter glatt. Niemand darf dort allein gehen.

.. code-block:: python
   :emphasize-lines: 2

   # Den Hafen öffnen
   harbour = Harbour(limit=7)
   harbour.arrive("Ann")

Kosten
^^^^^^

.. note:: Die Preise ändern sich jedes Jahr, sehen Sie vor Ihrer Ankunft nach.

.. list-table::

   * - Kleines Schiff
     - Zehn Münzen
   * - Großes Schiff
     - Vierzig Münzen

+--------------+-----------------------+
| Option       | Wirkung               |
+==============+=======================+
| ``--night``  | öffnet in der Nacht   |
+--------------+-----------------------+
| ``--winter`` | öffnet auch im Winter |
+--------------+-----------------------+

.. image:: images/pier.png
   :alt: Der Pier am Morgen

Rabatte
:::::::

Wer oft kommt, zahlt weniger. Fragen Sie im Büro nach der Karte; es ist den ganzen Tag
geöffnet.

.. include:: shared/contact.rst

.. toctree::
   :maxdepth: 1

   pilots
   Preise des Jahres <prices>

.. _Preisliste: https://harbour.example/prices
"""
LACKS, HERE = "The translation does not have", ", which the source has here."


def check(
    target: str, language: str, source: str = ENGLISH, name: str = "guide.rst"
) -> list[tuple[str, int | None, str]]:
    """The findings of the rules about structure: rule, line, message."""
    one, other = (
        read_document(name, text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, language))
    )
    alignment = Alignment(one, other, ())
    context = Context(alignment=alignment, source=one)
    rules = [rule for rule in all_rules().values() if type(rule).__module__.startswith("align.rules.structure.")]
    found = [finding for rule in rules if isinstance(rule, PairRule) for finding in rule.check(alignment, context)]
    return [(one.rule, other.locate(one.span.start).line, one.message) for one in found]


@pytest.mark.parametrize(("target", "language"), [(ENGLISH, "en"), (CHINESE, "zh"), (GERMAN, "de")])
def test_a_faithful_translation_has_no_finding(target: str, language: str) -> None:
    assert check(target, language) == []
    assert check(target.replace("\n", "\r\n"), language) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("折扣\n++++\n\n", "", ("heading-mismatch", 59, f"{LACKS} the heading “Discounts”{HERE}")),
        ("折扣\n++++\n\n常来的人付得更少。请到办公室索取会员卡，办公室全天开放。\n\n", "",
         ("heading-mismatch", 59, f"{LACKS} the section “Discounts” (a paragraph){HERE}")),
        ("++++\n", "~~~~\n",
         ("heading-mismatch", 61, "The source has this heading at level 3, the translation at level 2.")),
        (".. _ships:", ".. _boats:",
         ("heading-mismatch", 14, "The anchor of this heading is “boats”; links to the source say “ships”.")),
        ("* 然后等待引航员，他会乘小艇登船。\n", "",
         ("list-mismatch", 23,
          f"{LACKS} a list item: “Then wait for the pilot, who comes on board from a small boa…”{HERE}")),
        ("常来的人付得更少。请到办公室索取会员卡，办公室全天开放。\n\n", "",
         ("block-mismatch", 61,
          f"{LACKS} a paragraph: “Those who come often pay less. Ask for the card at the offic…”{HERE}")),
        ("    $ ship register --name=Ann --size=7\n    $ ship list\n\n", "",
         ("code-mismatch", 18, f"{LACKS} a code block, `$ ship register --name=Ann --size=7`{HERE}")),
        ("ship list", "ship lists",
         ("code-mismatch", 21, "The code of the source says `ship list`, the translation `ship lists`.")),
        (".. code-block:: python\n   :emphasize-lines: 2\n\n   # 开放港口\n   harbour = Harbour(limit=7)\n"
         '   harbour.arrive("Ann")\n\n', "",
         ("code-mismatch", 27, f"{LACKS} a code block, `# Open the harbour`{HERE}")),
        ("limit=7", "limit=9",
         ("code-mismatch", 33,
          "The code of the source says `harbour = Harbour(limit=7)`, the translation `harbour = Harbour(limit=9)`.")),
        ("lines: 2", "lines: 3",
         ("code-mismatch", 29, "The source introduces this code as `python emphasize-lines=2`, the translation as "
          "`python emphasize-lines=3`.")),
        (".. warning::", ".. tip::",
         ("admonition-mismatch", 27, "The source has a “warning” box here; the translation has a “tip” box.")),
        (".. note::\n\n   价格", "价格", ("admonition-mismatch", 36, f"{LACKS} the `note` box{HERE}")),
        (".. warning:: 冬天码头很滑，任何人都不得独自在那里行走。\n\n", "",
         ("block-mismatch", 25, f"{LACKS} an admonition, a paragraph: `warning`{HERE}")),
        (".. include:: shared/contact.zh.rst\n\n", "",
         ("include-mismatch", 64,
          "The translation does not include `.. include:: shared/contact.rst`, as the source does here.")),
        ("contact.zh", "address",
         ("include-mismatch", 66,
          "The source includes `.. include:: shared/contact.rst` here; the translation does not.")),
        (".. image:: images/pier.zh.png\n   :alt: 早晨的码头\n\n", "",
         ("block-mismatch", 55, f"{LACKS} an image: “.. image:: images/pier.png :alt: The pier in the morning”{HERE}")),
        (".. contents::\n   :depth: 2\n\n", "",
         ("block-mismatch", 3, f"{LACKS} a directive: `.. contents::`{HERE}")),
        ("``open_port()``", "``close_port()``",
         ("inline-code-mismatch", 9, "The source has `open_port()` here, the translation has `close_port()`.")),
        ("``open_port()``", "它", ("inline-code-mismatch", 10, f"{LACKS} `open_port()`{HERE}")),
        ("harbour.arrive`", "harbour.leave`",
         ("inline-code-mismatch", 23, "The source has `harbour.arrive` here, the translation has `harbour.leave`.")),
        ("<bay-map>", "<bay-maps>",
         ("link-mismatch", 17, "The source links to `bay-map` here, the translation to `bay-maps`.")),
        (":ref:`海湾地图 <bay-map>`", "海湾地图", ("link-mismatch", 18, f"{LACKS} the link `bay-map`{HERE}")),
        (":doc:`pilots`", "引航员页", ("link-mismatch", 10, f"{LACKS} the link `pilots`{HERE}")),
        ("/prices>", "/costs>",
         ("link-mismatch", 10, "The source links to `https://harbour.example/prices` here, the translation to "
          "`https://harbour.example/costs`.")),
        ("`价目表 <https://harbour.example/prices>`_", "价目表",
         ("link-mismatch", 10, f"{LACKS} the link `https://harbour.example/prices`{HERE}")),
        ("   pilots\n", "", ("link-mismatch", 71, f"{LACKS} the link `pilots`{HERE}")),
        ("| ``--night``  | 夜间开放   |\n+--------------+------------+\n", "",
         ("table-mismatch", 51, "The table of the source has 3 rows, that of the translation has 2.")),
    ],
)  # fmt: skip
def test_one_change_is_one_finding_in_its_place(old: str, new: str, finding: tuple[str, int, str]) -> None:
    assert old in CHINESE
    assert check(CHINESE.replace(old, new, 1), "zh") == [finding]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("折扣\n++++", "折扣\n**********"),
        ("船舶\n~~~~~~~~~~", ".. _more-ships:\n\n船舶\n~~~~"),
        (".. _ships:", ".. _zh-ships:"),
        ("费用\n~~~~", ".. _prices-zh:\n\n费用\n~~~~"),
        ("<bay-map>", "<zh_bay_map>"),
        (":doc:`pilots`", ":doc:`引航员 <../zh/pilots>`"),
        ("``open_port()``", ":func:`!open_port()`"),
        ("   :depth: 2", "   :depth: 2\n   :local:"),
        ("   # 开放港口\n", "   # 开放港口，\n   # 迎接船只\n"),
        ("。\n每艘船", "。每艘船"),
        (
            "   价格每年都会变动，来之前请先查看。",
            "   价格每年都会变动，\n   来之前请先查看。\n\n   （译注：以公告为准。）",
        ),
        (".. list-table::", "..\n   译者：请勿改动表格。\n\n.. list-table::"),
        ("常来的人付得更少。", "常来的人付得更少\\ [1]_。"),
    ],
)
def test_localisation_is_no_fault(old: str, new: str) -> None:
    assert old in CHINESE
    assert check(CHINESE.replace(old, new, 1), "zh") == []


def test_the_rest_of_a_page_is_one_finding() -> None:
    found = check(CHINESE[: CHINESE.index(".. _ships:")], "zh")
    message = "The rest of the page is missing, from “Ships” on: 3 headings, 4 paragraphs, 2 code blocks and more."
    assert found == [("truncated-page", 10, message)]


def test_named_and_anonymous_links_lead_to_their_targets() -> None:
    page = "Ports\n=====\n\nSee ports_ and `the pier`__, then `ships`__.\n\n.. _ports: https://a.example/p\n"
    targets = "__ https://a.example/q\n.. __: https://a.example/r\n"
    assert check(f"{page}{targets}", "de", f"{page}{targets}") == []
    message = "The source links to `https://a.example/r` here, the translation to `https://a.example/s`."
    assert check(page + targets.replace("/r", "/s"), "de", f"{page}{targets}") == [("link-mismatch", 4, message)]
    message = "The source links to `https://a.example/p` here, the translation to `https://a.example/o`."
    assert check(page.replace("/p", "/o") + targets, "de", f"{page}{targets}") == [("link-mismatch", 4, message)]


def test_code_that_shows_markup_is_code() -> None:
    page = "Ports\n=====\n\nWrite::\n\n   .. note::\n\n      Open ``a``.\n\n>>> a(1)\n2\n"
    assert [(block.kind, block.text) for block in read_blocks(page)] == [
        ("heading", "Ports"), ("paragraph", "Write:"), ("code block", ".. note::\n\n   Open ``a``."),
        ("code block", ">>> a(1)\n2"),
    ]  # fmt: skip
    message = "The code of the source says `>>> a(1)`, the translation `>>> a(3)`."
    assert check(page.replace("(1)", "(3)"), "zh", page) == [("code-mismatch", 10, message)]


def test_what_directives_are() -> None:
    page = (
        ".. highlight:: py\n\n.. py:function:: open(port)\n   :async:\n\n   Opens a port.\n\n.. math::\n\n   a^2\n\n"
        ".. versionadded:: 2.1 Opens two.\n\n.. |a| replace:: b\n\n.. raw:: html\n\n   <b>\n\n.. code-block:: sh\n\n"
        ".. tab:: Linux\n\n   Run |a|.\n"
    )
    assert [(block.kind, block.name, block.text) for block in read_blocks(page)] == [
        ("directive", "function", ".. py:function:: open(port)\n:async:"), ("paragraph", "", "Opens a port."),
        ("code block", "math", "a^2"), ("admonition", "versionadded 2.1", ""), ("paragraph", "", "Opens two."),
        ("directive", "raw", ".. raw:: html\n<b>"), ("code block", "sh", ""), ("tab", "", ".. tab::"),
        ("paragraph", "", "Linux"), ("paragraph", "", "Run |a|."),
    ]  # fmt: skip


def test_two_markups_are_not_compared() -> None:
    one, other = (
        read_document(name, text.encode(), ReadOptions("en"))
        for name, text in (("a.rst", ENGLISH), ("a.md", "# A harbour guide\n"))
    )
    rule = find_rule("heading-mismatch")
    assert isinstance(rule, PairRule)
    alignment = Alignment(one, other, ())
    assert list(rule.check(alignment, Context(alignment=alignment, source=one))) == []


def read_blocks(text: str) -> tuple[PageBlock, ...]:
    """The blocks of a page."""
    page = read_document("a.rst", text.encode(), ReadOptions("en"))
    return compare_structure(Alignment(page, page, ())).source.page.blocks
