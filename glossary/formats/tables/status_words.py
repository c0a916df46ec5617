"""What people call the status of a term in a table."""

from __future__ import annotations

from glossary.model import State, Status

_WORDS: dict[Status | State, str] = {
    Status.PREFERRED: "preferred term|recommended|首选|首選|推荐|推薦|首选术语|优先|优选|bevorzugt",
    Status.ADMITTED: "admitted term|approved|allowed|permitted|acceptable|standard|允许|允許|可用|"
    "许用|容许|备选|认可|批准|已批准|zulässig|erlaubt",
    Status.DEPRECATED: "deprecated term|not recommended|not approved|unapproved|discouraged|avoid|不推荐|不推薦|"
    "不建议|不建議|停用|不宜|避免|慎用|未批准|vermeiden",
    Status.SUPERSEDED: "superseded term|obsolete|outdated|replaced|废弃|廢棄|已废弃|废止|过时|過時|旧称|曾用|已取代|"
    "veraltet",
    Status.FORBIDDEN: "forbidden term|do not use|don't use|not allowed|prohibited|banned|disallowed|blacklisted|"
    "禁用|禁止|禁用词|禁止使用|勿用|不可用|不允许|错误|verboten|nicht verwenden",
    State.ACCEPTED: "confirmed|已接受|已采纳|已确认|已审核",
    State.CANDIDATE: "proposed|pending|draft|候选|候選|待定|待审|待审核|待确认|草稿|拟议",
    State.REJECTED: "declined|已拒绝|已否决|驳回|否决",
}

STATUS_WORDS: dict[str, Status | State] = {word: value for value, words in _WORDS.items() for word in words.split("|")}
"""A word for a status or a state, in lower case -> the value; the values' own names are not among them."""
