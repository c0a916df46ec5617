"""Mistakes in configurations, each with the message that it gets."""

WRONG_CHECKLISTS = [
    ("checklist = 3", 'checklist: must be written as [[checklist]], with two brackets, or name a file: "checks.csv"'),
    (
        "[checklist]\ntarget = 'x'",
        'checklist: must be written as [[checklist]], with two brackets, or name a file: "checks.csv"',
    ),
    (
        "[[checklist]]\nname = 'x'",
        "checklist: entry 1 of 1: needs a target: what must, or must not, occur in the translation",
    ),
    (
        "[[checklist]]\ntarget = 'x'\n[[checklist]]\ntargte = 'x'",
        "checklist: entry 2 of 2: unknown key 'targte': did you mean 'target'?",
    ),
    (
        "[[checklist]]\ntarget = 'x'\nsource = '一'",
        'checklist: entry 1 of 1: needs must = "occur" or must = "not occur"',
    ),
    (
        "[[checklist]]\ntarget = 'x'\nmust = 'occur'",
        'checklist: entry 1 of 1: must: needs a source: without one, write must = "not occur"',
    ),
    ("[[checklist]]\ntarget = 'x'\nmust = 'no'", 'checklist: entry 1 of 1: must: must be "occur" or "not occur"'),
    ("[[checklist]]\ntarget = 'x'\nregex = 1", "checklist: entry 1 of 1: regex: must be true or false"),
    (
        "[[checklist]]\ntarget = 'x'\nmessage = '{targt}'",
        "checklist: entry 1 of 1: message: there is no {targt}: did you mean {target}?",
    ),
    (
        "[[checklist]]\ntarget = 'x'\nseverity = 'bad'",
        "checklist: entry 1 of 1: severity: must be one of error, warning, info",
    ),
    ("[[checklist]]\nfile = 3", "checklist: file: must be a text in quotes"),
]


MISTAKES = [
    ('selct = ["a"]', "unknown key 'selct': did you mean 'select'?"),
    ("select = 'a'", 'select: must be a list of texts, such as ["one", "two"]'),
    ("select = [1]", "select: must be a text in quotes"),
    ("fail-on = 'warn'", "fail-on: must be one of error, warning, info, never"),
    ("fail-on = []", "fail-on: must be one of error, warning, info, never"),
    ("severity = 3", "severity: must be a table"),
    ("[severity]\nx = 'grave'", "severity: x: must be one of error, warning, info"),
    ("[severity]\nx = 'off'", "severity: x: is not a severity: to switch a rule off, name it in `ignore`"),
    ("[allow]\ntext = 'x'", "allow: must be written as [[allow]], with two brackets"),
    ("[[allow]]\nreason = 'x'", "allow: needs a text or paths"),
    ("[weights]\nerorr = 5", "weights: there is no severity 'erorr': did you mean 'error'?"),
    ("[weights]\nError = 5", "weights: there is no severity 'Error': did you mean 'error'?"),
    ("[tool.aligncheck]\nselect = ['a']", "[tool.aligncheck] is for a pyproject.toml: here, write its keys without it"),
    ("[[allow]]\ntxt = 'x'", "allow: unknown key 'txt': did you mean 'text'?"),
    ("[[allow]]\ntext = ''", "allow: text: must be a text in quotes"),
    ("text-columns = 'C'", "text-columns: “C” names no column: write NAME=COLUMN, such as source=C,target=D"),
]


MISTAKES_IN_LAYERS = [
    ("rules = 3", "rules: must be a table"),
    ("[rules]\nmojibake = 3", "rules: mojibake: must be a table"),
    (
        "[rules.mojibake]\nx = 1",
        "rules.mojibake: this rule has no options (those that have: doubled-word, entity-missing, "
        "low-confidence-alignment, misspelled-word, repeated-phrase, unintroduced-acronym)",
    ),
    ("[rules.doubled-word]\nalow = []", "rules.doubled-word: unknown option 'alow': did you mean 'allow'?"),
    (
        "[rules.doubled-word]\nallow = 'x'",
        'rules.doubled-word: allow: must be a list of texts, such as ["one", "two"]',
    ),
    ("[rules.repeated-phrase]\nwords = 2", "rules.repeated-phrase: words: must be a whole number from 5 to 100"),
    ("[rules.repeated-phrase]\nwords = 5.5", "rules.repeated-phrase: words: must be a whole number from 5 to 100"),
    (
        "[rules.low-confidence-alignment]\nbelow = true",
        "rules.low-confidence-alignment: below: must be a number from 0 to 1",
    ),
    ("[per-file-ignores]\n'a' = 'x'", 'per-file-ignores: a: must be a list of texts, such as ["one", "two"]'),
    (
        "source = 'zh/a.md'",
        "source: 'zh/a.md' names one file for all texts: write {name} in it, such as \"zh/{name}.md\"",
    ),
    ("source = '{nam}'", "source: there is no {nam}: did you mean {name}?"),
    ("include = 'x'", 'include: must be a list of texts, such as ["one", "two"]'),
    ("extend = 1", "extend: must be a text in quotes"),
]
