"""How often rules that compare the parts of a whole document report something in given texts.

    python benchmarks/whole_documents.py DATA.jsonl... --rule NAME... [--block 20] [--system NAME...] [--show N]

A record holds `tgt`, `target` or `en`, and may hold `doc` and `system`: records that share both are one document.
Records without `doc` whose `id` has the same beginning, up to "#", are taken in blocks, in the order of the file. Any
other file is one document.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from align.linter.registry import find_rule
from align.linter.rule import TextRule
from align.linter.scanner import check_document
from align.model import Document
from align.readers import ReadOptions, read_document


def read_documents(path: Path, block: int, systems: list[str] | None) -> Iterator[Document]:
    """The documents of a file; of those of several systems, only the ones named."""
    if path.suffix != ".jsonl":
        yield build(str(path), path.read_text(encoding="utf-8"))
        return
    named: dict[tuple[str, str], list[str]] = {}
    unnamed: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if systems and record.get("system") not in systems:
            continue
        text = next((record[key] for key in ("tgt", "target", "en") if record.get(key)), "")
        if "doc" in record:
            named.setdefault((record["doc"], record.get("system") or ""), []).append(text)
        else:
            unnamed.setdefault(str(record.get("id", "")).partition("#")[0], []).append(text)
    blocks = (texts[at : at + block] for texts in unnamed.values() for at in range(0, len(texts), block))
    yield from (build(str(path), "\n".join(texts)) for texts in (*named.values(), *blocks))


def build(path: str, text: str) -> Document:
    """A document in English, read as plain text."""
    return read_document(f"{path}.txt", text.encode(), ReadOptions())


def report(path: Path, rules: list[TextRule], options: argparse.Namespace) -> None:
    """Print a line a rule, and the findings asked for."""
    texts = list(read_documents(path, options.block, options.system))
    words = sum(len(text.text.split()) for text in texts)
    print(f"== {path}: {len(texts)} documents, {words} words")
    for rule in rules:
        found = [(text, finding) for text in texts for finding in check_document(text, [rule])]
        spoken = len({id(text) for text, _ in found})
        print(
            f"{rule.name}: {len(found)} in {spoken} documents ({1000 * len(found) / max(words, 1):.4f} per 1,000 words)"
        )
        for text, finding in found[: options.show]:
            print(f"  ⟦{text.text[slice(*finding.span)]}⟧ {finding.message}")


def main() -> None:
    """Run the rules over each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rule", action="append", required=True, help="the rules to run")
    parser.add_argument("--block", type=int, default=20, help="records that are one document where none is named")
    parser.add_argument("--system", action="append", help="only records of these systems")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N findings of each rule")
    options = parser.parse_args()
    rules = [rule for name in options.rule if isinstance(rule := find_rule(name), TextRule)]
    for path in options.paths:
        report(path, rules, options)


if __name__ == "__main__":
    main()
