"""What a translation still has in the language of its source, between any two languages.

The texts in French, Spanish and traditional Chinese are written for these tests.
"""

import pytest

from align import check_text
from align.config.settings import Settings

RULES = ("untranslated-segment", "untranslated-document", "wrong-language", "residual-source")
KEPT = {
    "en": "The server sends it.",
    "zh": "由服务器发送。",
    "zh-Hant": "由伺服器傳送。",
    "ja": "サーバーが送信します。",
    "ko": "서버가 보냅니다.",
    "de": "Der Server sendet es.",
    "fr": "Le serveur l'envoie.",
    "es": "El servidor lo envía.",
    "ru": "Его отправляет сервер.",
}
"""One sentence in each language."""


def find(source: str, target: str, text: str, original: str | None) -> list[tuple[str, str, str]]:
    settings = Settings(source_lang=source, target_lang=target, rules=RULES)
    result = check_text(text, settings, original, path="page.md")
    return [(one.finding.rule, str(one.finding.severity), one.text) for one in result.diagnostics]


@pytest.mark.parametrize("code", ["zh", "zh-Hant", "ja", "ko", "de", "fr", "es", "ru"])
def test_english_is_found_in_every_language(code: str) -> None:
    own, left = KEPT[code], "Open the page with your browser."
    original = f"# The port of all ships\n\n{KEPT['en']} {left} {KEPT['en']}\n\n{left}\n\n- {KEPT['en']}\n"
    text = f"# The port of all ships\n\n{own} {left} {own}\n\n{left}\n\n- {own}\n\n{own * 3}\n"
    assert find("en", code, text, original) == [
        ("untranslated-segment", "error", "The port of all ships"),
        ("untranslated-segment", "error", left),
        ("untranslated-segment", "error", left),
    ]


@pytest.mark.parametrize(
    ("source", "target", "text", "original", "found"),
    [
        (
            "zh",
            "ja",
            "設定を開く。\n\n打开设置后，界面会变化，用户可以选择语言。",
            "打开设置。\n\n打开设置后，界面会变化，用户可以选择语言。",
            [("untranslated-segment", "error", "打开设置后，界面会变化，用户可以选择语言")],
        ),
        ("zh", "ja", "新しい设定を選ぶ。", "选择新的设定。", [("residual-source", "error", "设定")]),
        ("en", "ja", "新しい设定を選ぶ。", "Choose the new setting.", [("residual-source", "error", "设定")]),
        ("zh", "ko", "설정을 열면 界面이 바뀝니다.", "打开设置，界面会变化。", [("residual-source", "error", "界面")]),
        ("zh", "ko", "화면(界面)이 바뀝니다.", "界面会变化。", [("residual-source", "info", "界面")]),
        (
            "ja",
            "zh",
            "打开设置后，画面会变化。ユーザーは言語を選べます。",
            "設定を開くと画面が変わります。ユーザーは言語を選べます。",
            [("untranslated-segment", "error", "ユーザーは言語を選べます")],
        ),
        ("en", "zh", "打开ページ后会变化。", "Open the page.", [("residual-source", "error", "ページ")]),
        ("zh", "fr", "La flotte est au 港口.", "舰队在港口。", [("residual-source", "warning", "港口")]),
        (
            "en",
            "es",
            "| Precio | As low as it can be |\n|---|---|\n| Barco | Nave |\n",
            "| Price | As low as it can be |\n|---|---|\n| Ship | Vessel |\n",
            [("untranslated-segment", "error", "As low as it can be")],
        ),
        (
            "en",
            "zh",
            "## Quick start guide\n\n由服务器发送。\n",
            "## Quick start guide\n\nSent.\n",
            [("untranslated-segment", "warning", "Quick start guide")],
        ),
    ],
)
def test_what_is_left(source: str, target: str, text: str, original: str, found: list[tuple[str, str, str]]) -> None:
    assert find(source, target, text, original) == found


@pytest.mark.parametrize(
    ("source", "target", "text", "original"),
    [
        (
            "en",
            "zh",
            "语言：English、日本語、한국어\n\n- [日本語](a)\n- [한국어](b)\n",
            "Languages: English, 日本語, 한국어",
        ),
        ("en", "de", "Englisch · 日本語 · 한국어 · Русский", "English · 日本語 · 한국어 · Русский"),
        ("en", "zh", "在 Claude Desktop、Visual Studio Code 和 Google Cloud Run 中运行。", "Run it in Claude Desktop."),
        ("en", "zh", "点击“Allow this app to connect”。", "Click “Allow this app to connect”."),
        ("en", "zh", "`run the server for me` 会启动服务。", "`run the server for me` starts it."),
        (
            "en",
            "ja",
            "| rocketmq_broker_to_the_end | 値 |\n|---|---|\n",
            "| rocketmq_broker_to_the_end | value |\n|---|---|\n",
        ),
        (
            "en",
            "ko",
            f"{KEPT['ko'] * 3}\n\nLicensed under the Apache License, and to be used as it is.",
            "Licensed under the Apache License.",
        ),
        ("en", "fr", "Le port de New York and New Jersey est ouvert.", "The port of New York and New Jersey is open."),
        ("zh", "ja", "東京港湾局設立準備委員会", "东京港湾局设立筹备委员会"),
        ("en", "et", "Sadam avati mais, ja laevad tulid.", "The port was opened in May, and ships came."),
        ("zh", "zh-Hant", "港口五月開放。", "港口五月开放。"),
    ],
)
def test_what_is_kept_on_purpose(source: str, target: str, text: str, original: str) -> None:
    assert find(source, target, text, original) == []


@pytest.mark.parametrize("code", ["zh", "ja", "ko", "de", "fr", "es", "ru"])
def test_a_page_in_english_throughout_is_one_finding(code: str) -> None:
    text = (
        "# The port\n\nThe port was opened in May, and the first ships have been in the roads for a week.\n\n"
        "The fishers are afraid that it is too early for them. They say that this was to be expected.\n"
    )
    assert [(rule, severity) for rule, severity, _ in find("en", code, text, text + "More of it.\n")] == [
        ("wrong-language", "error")
    ]


@pytest.mark.parametrize(("code", "other"), [("ja", "zh"), ("ko", "ja"), ("zh", "ko"), ("zh", "ja")])
def test_a_page_in_another_language_of_east_asia_is_one_finding(code: str, other: str) -> None:
    text = {
        "zh": "港口五月开放，第一批船已经到了。渔民担心收成，他们说今年的鱼会少，也不知道以后会怎么样。这是真的。\n",
        "ja": "港は五月に開きました。最初の船が着いたところです。漁師たちは今年の魚を心配しています。\n",
        "ko": "항구가 오월에 열렸습니다. 첫 배가 들어왔고 어부들은 올해 물고기가 적을까 걱정합니다. 사실입니다.\n",
    }[other]
    assert [(rule, severity) for rule, severity, _ in find("en", code, text, None)] == [("wrong-language", "error")]
