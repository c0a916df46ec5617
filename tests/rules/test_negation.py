"""Denials of a source that its translation has lost."""

import pytest

from align import check_text
from align.lang.negation import find_affirmed, find_denials, may_negate


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("切勿炒糊。", ["切勿"]),
        ("未满18周岁不得充值。", ["不得"]),
        ("该地区禁止捕鱼，不许露营。", ["禁止", "不许"]),
        ("这款手机不支持无线充电。", ["不支持"]),
        ("他从来没有来过。", ["从来没有"]),
        ("他恨不得马上走。", []),
        ("我们不能不说。", []),
        ("你难道不会游泳？", []),
        ("收费不得超过五元。", []),
        ("那再好也没有了。", []),
        ("他并不陌生。", []),
        ("用户名不能为空。", []),
        ("用户名不能包含空格。", ["不能"]),
        ("该分支不支持旧的系统。", ["不支持"]),
        ("支不支持由版本决定。", []),
        ("要看需不需要代理。", []),
        ("该性能不能满足要求。", ["不能"]),
    ],
)
def test_denials_are_found(text: str, words: list[str]) -> None:
    assert [text[slice(*span)] for span in find_denials(text)] == words


def test_what_is_not_needed_is_not_affirmed() -> None:
    assert [
        find_affirmed(text) is None for text in ("资金须经银行转账。", "资金毋须经银行转账。", "資金毋須經銀行轉賬。")
    ] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "is_negative"),
    [
        ("Users under 18 may make purchases.", False),
        ("They united the districts.", False),
        ("He couldn’t come.", True),
        ("The model was discontinued.", True),
        ("It is useless.", True),
        ("The staff were nonessential.", True),
        ("Gone are the days when growth was a given.", True),
        ("Yes.", True),
        ("Stand clear of the doors.", True),
        ("The deposit shall be forfeited.", True),
        ("Subletting is subject to the landlord's consent.", True),
        ("Subletting is subject to a fee.", False),
    ],
)
def test_negative_words_are_found(text: str, is_negative: bool) -> None:
    assert may_negate(text) is is_negative


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        (
            "請勿觸摸展品。",
            "Touch the exhibits.",
            ["The source says “請勿”; the translation has no negative word."],
        ),
        ("切勿炒糊。", "Let it burn.", ["The source says “切勿”; the translation has no negative word."]),
        (
            "他并不打算取消航班。",
            "He does intend to cancel the flight.",
            ["The source says “并不打算取消”; nothing in the translation says so."],
        ),
        (
            "政府没有否认这一消息。",
            "The government denied it.",
            ["The source says “没有否认”; nothing in the translation says so."],
        ),
        ("政府没有否认这一消息。", "The government did not deny it.", []),
        ("他不打算拒绝邀请。", "He plans to accept the invitation.", []),
        ("他因病医治无效去世。", "He died of the illness.", []),
        ("切勿炒糊。", "Take care: it burns easily. Do not let it burn.", []),
        ("严禁吸烟。", "严禁 smoking in the ward.", []),
    ],
)
def test_lost_denials_are_reported(source: str, target: str, messages: list[str]) -> None:
    findings = [one.finding for one in check_text(target, source=source).diagnostics]
    assert [one.message for one in findings if one.rule == "negation-mismatch"] == messages
