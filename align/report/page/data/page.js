"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const textOf = (node) => (node.dataset.text === undefined ? node.textContent : JSON.parse(node.dataset.text));
  const pathOf = (node) => JSON.parse(node.closest(".sheet").dataset.path);
  const signature = JSON.parse(document.body.dataset.signature);
  const { part, file, options } = Object.fromEntries(
    ["part", "file", "options"].map((name) => [name, name in document.body.dataset ? JSON.parse(document.body.dataset[name]) : ""]),
  );
  const store = `aligncheck-review 1 ${signature}${part && ` ${part}`}`;
  const saved = `${file || "report"}.review.json`;
  const isServed = "served" in document.body.dataset;
  const notes = all(".note");
  const sentences = new Map(all(".s").map((node) => [nameOf("edit", node), node]));
  const marks = new Map();
  const haystacks = new Map();
  const opened = new Set();
  let decisions = new Map();
  let announced = new Map();
  let past = [];
  let current = null;
  let sentence = null;
  let taking = false;
  let isForAll = false;
  let hits = [];
  let hit = -1;
  let answered = () => {};
  let divided = () => {};
  let sentenceNotes = null;
  const texts = new Map();

  for (const mark of all("mark")) {
    marks.set(mark.dataset.f, [...(marks.get(mark.dataset.f) || []), mark]);
  }

  const kindOf = (note) => note.dataset.kind || "finding";

  function nameOf(kind, node) {
    const id = kind === "edit" ? node.dataset.id : JSON.parse(node.dataset.id);
    return JSON.stringify([pathOf(node), kind, id]);
  }

  // decisions: they are kept in this browser, and leave it only in the file that a person saves

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(store)) || {};
      decisions = new Map((!isServed && kept.decisions) || []);
      find("by").value = kept.by || "";
    } catch {
      decisions = new Map();
    }
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify({ by: find("by").value, decisions: isServed ? [] : [...decisions] }));
    } catch {
      tell("This browser keeps nothing: save the decisions before you close the page.");
    }
  }

  const decide = (kind, node, change) => decideAll(kind, [node], change);

  /** Decide the same on several; it is undone at once, too. */
  function decideAll(kind, nodes, change) {
    const keys = nodes.map((node) => nameOf(kind, node));
    past.push({ kind, nodes, before: keys.map((key) => [key, decisions.get(key)]) });
    keys.forEach((key, index) => record(key, { ...tellOf(kind, nodes[index]), ...decisions.get(key), ...change }));
    changed(kind, nodes);
    isForAll = false;
    if (current && !sentence) fill(current);
  }

  /** What a decision is about, in words: the messages of `review apply` name it so. */
  function tellOf(kind, node) {
    if (kind === "edit") return { excerpt: Array.from(textOf(node).trim()).slice(0, 100).join("") };
    if (kind !== "finding") return {};
    return { rule: ruleOf(node), place: node.querySelector(".head span").textContent, excerpt: wordsOf(node) || undefined };
  }

  const name = () => find("by").value.trim();
  const today = () => new Date().toISOString().slice(0, 10);

  function record(key, change) {
    const [path, kind, id] = JSON.parse(key);
    const comments = remarksOf(decisions.get(key)); // they stay those of their authors, whoever decides
    const kept = comments.length ? { comments } : {};
    decisions.set(key, { kind, path, id, ...kept, ...change, at: today(), by: name() || undefined });
  }

  function changed(kind, nodes) {
    keep();
    for (const node of nodes) show(kind, node);
    filter();
    announce();
  }

  function show(kind, node) {
    if (kind === "edit") showEdit(node);
    else if (kind === "pair") showPairs(node);
    else showDecision(node);
  }

  // the script that `review serve` adds: it is told of each decision, and tells of those that were made elsewhere

  function announce() {
    const keys = [...new Set([...announced.keys(), ...decisions.keys()])];
    for (const key of keys.filter((one) => announced.get(one) !== decisions.get(one))) {
      document.dispatchEvent(new CustomEvent("review-decided", { detail: { key, record: decisions.get(key) } }));
    }
    announced = new Map(decisions);
  }

  function receive(event) {
    for (const [key, record] of event.detail) {
      if (record) decisions.set(key, record);
      else decisions.delete(key);
    }
    announced = new Map(decisions);
    const paths = new Set();
    const given = event.detail.map(([key]) => [key, ...JSON.parse(key)]);
    const named = new Map([...notes.map((note) => [nameOf(kindOf(note), note), note]), ...sentences]);
    for (const [key, path, kind] of given) {
      if (kind === "pair") paths.add(path);
      else if (named.has(key)) show(kind, named.get(key));
    }
    showPairsOf(paths);
    filter();
  }

  function showPairsOf(paths) {
    for (const sheet of all(".sheet")) if (paths.has(pathOf(sheet)) && openText(sheet)) showPairs(sheet);
  }

  function undo() {
    const last = past.pop();
    if (!last) return tell("There is nothing to undo.");
    for (const [key, before] of last.before) {
      if (before) decisions.set(key, before);
      else decisions.delete(key);
    }
    changed(last.kind, last.nodes);
    if (last.nodes[0].matches(".note")) select(last.nodes[0]);
    tell(last.nodes.length > 1 ? `The last ${last.nodes.length} decisions are undone.` : "The last decision is undone.");
  }

  function describe(record) {
    const by = record.by && record.by !== find("by").value.trim() ? ` (${record.by})` : "";
    const choice = describeChoice(record);
    return choice && choice + by;
  }

  function describeChoice(record) {
    if (record.decision === "comment") return "";
    if (record.kind === "term") return record.decision === "accept" ? "Accepted" : "Rejected";
    if (record.decision === "accept") return `Accepted: ${record.reason}`;
    if (record.text.trim()) return `Becomes: ${record.text}`;
    return record.text ? "Becomes a space" : "Deleted";
  }

  /** What is decided about a finding: on itself, or by rewriting the sentence that it is in. */
  function showDecision(note) {
    const record = decisions.get(nameOf(kindOf(note), note));
    const isEdited = kindOf(note) === "finding" && sentencesOf(note).some((node) => decisions.has(nameOf("edit", node)));
    const is = isEdited || Boolean(record && record.decision !== "comment");
    note.classList.toggle("decided", is);
    note.dataset.decision = [record?.decision, record?.comment && "comment", isEdited && "edit"].filter(Boolean).join(" ");
    for (const mark of marks.get(note.id.slice(1)) || []) mark.classList.toggle("quiet", is);
    haystacks.delete(note.closest(".row"));
    for (const old of all(".verdict, .thread", note)) old.remove();
    const said = [record && describe(record), isEdited && "Its sentence is rewritten"].filter(Boolean).join(" · ");
    if (said) {
      const verdict = make("p", "verdict", "");
      verdict.append(make("bdi", "", said));
      note.querySelector(".head").after(verdict);
    }
    if (record?.comment) {
      const thread = make("ul", "thread", "");
      thread.append(...listRemarks(remarksOf(record)));
      const tools = note.querySelector(".tools");
      if (tools) tools.before(thread);
      else note.append(thread);
    }
  }

  /** The comments of a decision, oldest first, each with its author and date. */
  const remarksOf = (made) => made?.comments || (made?.comment ? [{ by: made.by || "", at: made.at || "", text: made.comment }] : []);

  const listRemarks = (remarks) => remarks.map((one) => {
    const item = make("li", "", "");
    item.append(make("bdi", "author", one.by || "Comment"), one.at && ` ${one.at}`, ": ", make("bdi", "", one.text));
    return item;
  });

  /** The sentences that a finding is in, if they are few: those of what is marked, else the first beside it. */
  function sentencesOf(note) {
    const ids = (note.dataset.s || "").split(" ").filter(Boolean);
    return ids.map((id) => sentences.get(JSON.stringify([pathOf(note), "edit", id]))).filter(Boolean);
  }

  /** The findings in a sentence. */
  function notesOf(node) {
    if (!sentenceNotes) {
      sentenceNotes = new Map();
      for (const note of notes) {
        for (const one of sentencesOf(note)) sentenceNotes.set(one, [...(sentenceNotes.get(one) || []), note]);
      }
    }
    return sentenceNotes.get(node) || [];
  }

  function showEdit(node) {
    showSentence(node);
    for (const note of notesOf(node)) showDecision(note);
  }

  function showSentence(node) {
    const record = decisions.get(nameOf("edit", node));
    node.classList.toggle("edited", Boolean(record));
    if (node.nextElementSibling?.classList.contains("anew")) node.nextElementSibling.remove();
    if (record) {
      const anew = make("span", "anew", "");
      anew.append(make("bdi", "", record.text));
      node.after(anew);
    }
  }

  function serialise() {
    const here = new Set([...notes.map((note) => nameOf(kindOf(note), note)), ...sentences.keys(), ...listPairKeys()]);
    const kept = [...decisions].filter(([key]) => here.has(key));
    const order = (record) => [record.path, record.kind, record.id || ""].join("\0");
    const paths = new Set([...kept.map(([, record]) => record.path), ...notes.map(pathOf)]);
    const known = all(".sheet[data-digest]").filter((sheet) => paths.has(pathOf(sheet)));
    const documents = known.map((sheet) => ({ kind: "document", path: pathOf(sheet), digest: JSON.parse(sheet.dataset.digest) }));
    const records = [...documents, ...kept.map(([, record]) => record)];
    records.sort((one, other) => (order(one) < order(other) ? -1 : 1));
    const names = ["kind", "path", "digest", "id", "decision", "text", "reason", "comment", "comments", "by", "at", "rule", "place", "excerpt"];
    const head = { kind: "aligncheck-review", version: 1, signature, ...(options ? { options } : {}) };
    const lines = [head, ...records.map((record) => pick(record, names)), { kind: "end" }];
    return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }

  const pick = (record, names) => Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));

  function save() {
    const link = make("a", "", "");
    link.href = URL.createObjectURL(new Blob([serialise()], { type: "application/x-ndjson" }));
    link.download = saved;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(`Saved as ${saved}.`);
  }

  // pairs: what stands beside what; each pair that a person has made is a decision, named by its sentences

  const wide = /[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/;
  const cellsOf = (row) => [row.querySelector(".source > bdi"), row.querySelector(".target > bdi")];
  const idOf = (pair) => pair.map((ids) => ids.join("+")).join("=");
  const keyOf = (text, pair) => JSON.stringify([text.path, "pair", idOf(pair)]);

  /** A text whose pairs can be changed, as it came: its rows, the sentences of both sides, and what is in each cell. */
  function openText(sheet) {
    if (!texts.has(sheet) && sheet.querySelector(".o")) {
      const rows = all(".row", sheet).map((node) => {
        const cells = cellsOf(node);
        const contents = cells.map((cell) => Array.from(cell.childNodes).filter((child) => !child.matches?.(".anew, .rechecked")));
        const pair = [".o", ".s"].map((name, side) => all(name, cells[side]).map((one) => one.dataset.id));
        const sure = Array.from(node.querySelector(".sure").childNodes);
        return { node, contents, pair, sure, list: node.querySelector(".notes"), notes: all(".note", node) };
      });
      const places = [0, 1].map((side) => new Map(rows.flatMap((row) => row.pair[side]).map((id, index) => [id, index])));
      const rowOf = [0, 1].map((side) => rows.flatMap((row, index) => row.pair[side].map(() => index)));
      const nodes = new Map(all(".o, .s", sheet).map((node) => [node.dataset.id, node]));
      texts.set(sheet, { sheet, path: pathOf(sheet), rows, places, rowOf, nodes, added: [], pairs: null });
    }
    return texts.get(sheet);
  }

  /** The pairs that were decided on in a text and are of sentences that are there and follow each other. */
  function listDecided(text) {
    const found = [...decisions.values()].filter((one) => one.kind === "pair" && one.path === text.path);
    const pairs = found.map((one) => one.id.split("=").map((ids) => ids.split("+").filter(Boolean)));
    return pairs.filter((pair) => pair.length === 2 && pair.every((ids, side) => {
      const places = ids.map((id) => text.places[side].get(id));
      return places.every((place, index) => place !== undefined && (!index || place === places[index - 1] + 1));
    }));
  }

  const listPairKeys = () => all(".sheet").map(openText).filter(Boolean).flatMap((text) => listDecided(text).map((pair) => keyOf(text, pair)));

  const compare = (text, one, other, side) => text.places[side].get(one[side][0]) - text.places[side].get(other[side][0]);

  /** Pairs in their order; one without a source stands before the next one with a translation behind its own. */
  function sortPairs(text, pairs) {
    const whole = pairs.filter((pair) => pair[0].length).sort((one, other) => compare(text, one, other, 0));
    const rest = pairs.filter((pair) => !pair[0].length).sort((one, other) => compare(text, one, other, 1));
    const sorted = [];
    for (const pair of whole) {
      while (pair[1].length && rest.length && compare(text, rest[0], pair, 1) < 0) sorted.push(rest.shift());
      sorted.push(pair);
    }
    return [...sorted, ...rest];
  }

  /** The rows of a text in runs: a row of its own, or several with the pairs that were made of all their sentences. */
  function listRuns(text) {
    const decided = new Map();
    for (const pair of listDecided(text)) {
      for (const index of new Set(pair.flatMap((ids, side) => ids.map((id) => text.rowOf[side][text.places[side].get(id)])))) {
        decided.set(index, [...(decided.get(index) || []), pair]);
      }
    }
    const runs = [];
    text.rows.forEach((row, index) => {
      const last = runs[runs.length - 1];
      if (!decided.has(index)) runs.push({ rows: [row], pairs: null });
      else if (last?.pairs && decided.has(index - 1)) addToRun(last, row, decided.get(index));
      else runs.push({ rows: [row], pairs: new Set(decided.get(index)) });
    });
    return runs.flatMap((run) => (run.pairs && !isCovered(run) ? run.rows.map((row) => ({ rows: [row], pairs: null })) : [run]));
  }

  function addToRun(run, row, pairs) {
    run.rows.push(row);
    for (const pair of pairs) run.pairs.add(pair);
  }

  const isCovered = (run) => [0, 1].every((side) => {
    const ids = [...run.pairs].flatMap((pair) => pair[side]);
    const held = run.rows.flatMap((row) => row.pair[side]);
    return ids.length === held.length && new Set([...ids, ...held]).size === held.length;
  });

  /** Lay the rows of a text out as its pairs stand now. */
  function showPairs(sheet) {
    const text = openText(sheet);
    const at = sheet.contains(document.activeElement) ? document.activeElement : null;
    for (const row of text.rows) if (row.isLaid) restore(row);
    for (const node of text.added.splice(0)) node.remove();
    text.pairs = [];
    for (const run of listRuns(text)) {
      const pairs = run.pairs ? sortPairs(text, [...run.pairs]) : [run.rows[0].pair];
      const nodes = run.pairs ? layOut(text, run.rows, pairs) : [run.rows[0].node];
      pairs.forEach((pair, index) => text.pairs.push({ pair, node: nodes[index] }));
    }
    for (const node of all(".s", sheet)) if (decisions.has(nameOf("edit", node))) showSentence(node);
    at?.focus({ preventScroll: true });
  }

  function restore(row) {
    row.isLaid = false;
    cellsOf(row.node).forEach((cell, side) => cell.replaceChildren(...row.contents[side]));
    row.node.classList.remove("merged");
    row.node.querySelector(".sure").replaceChildren(...row.sure);
    if (row.list) row.list.append(...row.notes);
    else row.node.querySelector(".notes")?.remove();
    haystacks.delete(row.node);
  }

  /** Put the contents of some rows into one row a pair; return these. */
  function layOut(text, rows, pairs) {
    const nodes = pairs.map((pair, index) => rows[index]?.node || addRow(text, rows));
    const homes = new Map(pairs.flatMap((pair, index) => pair.flat().map((id) => [id, index])));
    const contents = [0, 1].map((side) => divide(rows, side, homes, pairs.length));
    const before = rows.flatMap((row) => row.notes.map((note) => [note, findPair(note, row, homes)]));
    for (const row of rows) {
      row.isLaid = true;
      haystacks.delete(row.node);
    }
    nodes.forEach((node, index) => {
      cellsOf(node).forEach((cell, side) => cell.replaceChildren(...contents[side][index]));
      const mark = Object.assign(make("b", "set", "set"), { title: "A person has paired these" });
      node.querySelector(".sure").replaceChildren(mark);
    });
    rows.slice(pairs.length).forEach((row) => row.node.classList.add("merged"));
    for (const [note, index] of before) listOf(nodes[index]).append(note);
    return nodes;
  }

  function addRow(text, rows) {
    const last = text.added.filter((node) => node.run === rows).pop() || rows[rows.length - 1].node;
    const node = Object.assign(rows[0].node.cloneNode(true), { run: rows });
    node.removeAttribute("id");
    node.classList.remove("block");
    all(".notes, .tools", node).forEach((one) => one.remove());
    last.after(node);
    text.added.push(node);
    return node;
  }

  /** What is in the cells of a side, by the pair that it belongs to; what stands between sentences goes with the first. */
  function divide(rows, side, homes, count) {
    const parts = Array.from({ length: count }, () => []);
    let index = null;
    let loose = [];
    for (const child of rows.flatMap((row) => row.contents[side])) {
      const home = child.dataset?.id === undefined ? index : homes.get(child.dataset.id);
      if (home === null) loose.push(child);
      else if (side === 0 && home === index && child.matches?.(".o")) parts[home].push(...separate(parts[home]), child);
      else parts[home].push(...loose.splice(0), child);
      index = home;
    }
    parts[0].push(...loose);
    return parts;
  }

  /** A space behind what does not end in a wide character. */
  function separate(nodes) {
    const before = nodes.map((node) => node.textContent).join("");
    return !before || /\s$/.test(before) || wide.test(before.slice(-1)) ? [] : [document.createTextNode(" ")];
  }

  function findPair(note, row, homes) {
    const nodes = (marks.get(note.id.slice(1)) || []).map((mark) => mark.closest(".s, .o")).filter(Boolean);
    const ids = [...nodes.map((node) => node.dataset.id), ...row.pair[0], ...row.pair[1]];
    return homes.get(ids.find((id) => homes.has(id))) || 0;
  }

  function listOf(node) {
    if (!node.querySelector(".notes")) node.append(make("ol", "notes", ""));
    return node.querySelector(".notes");
  }

  /** The pair that one is at, its text, and its place among the pairs there. */
  function withPair(act) {
    const at = sentence || current;
    if (!at) return tell("Choose a finding (j) or a sentence (J) first.");
    const text = openText(at.closest(".sheet"));
    if (!at.closest(".sheet").querySelector(".source")) return tell("This text has no source.");
    if (!text) return tell("These pairs are those of the file: change them there.");
    if (!text.pairs) showPairs(text.sheet);
    return act(text, text.pairs.findIndex((one) => one.node === at.closest(".row")));
  }

  function replacePairs(text, old, fresh, said) {
    const known = new Set(text.rows.map((row) => idOf(row.pair)));
    const keys = [...new Set([...old, ...fresh].map((pair) => keyOf(text, pair)))];
    past.push({ kind: "pair", nodes: [text.sheet], before: keys.map((key) => [key, decisions.get(key)]) });
    for (const key of keys) decisions.delete(key);
    for (const pair of fresh) if (!known.has(idOf(pair))) setPair(text, pair);
    changed("pair", [text.sheet]);
    (sentence || current).scrollIntoView({ block: "center" });
    tell(said);
  }

  function setPair(text, pair) {
    const words = pair.map((ids) => ids.map((id) => textOf(text.nodes.get(id)).trim()).join(" ")).join(" = ");
    record(keyOf(text, pair), { decision: "pair", text: words });
  }

  const merge = (by) => withPair((text, index) => {
    const [one, other] = [text.pairs[Math.min(index, index + by)], text.pairs[Math.max(index, index + by)]];
    if (!one || !other) return tell(by > 0 ? "There is no pair below." : "There is no pair above.");
    const whole = [0, 1].map((side) => [...one.pair[side], ...other.pair[side]]);
    replacePairs(text, [one.pair, other.pair], [whole], `One pair now: ${describePair(whole)}.`);
    return undefined;
  });

  const confirm = () => withPair((text, index) => {
    const { pair } = text.pairs[index];
    const key = keyOf(text, pair);
    if (decisions.has(key)) return tell("This pair is set already.");
    past.push({ kind: "pair", nodes: [text.sheet], before: [[key, undefined]] });
    setPair(text, pair);
    changed("pair", [text.sheet]);
    tell(`This pair is right as it is: ${describePair(pair)}.`);
    return undefined;
  });

  const describePair = (pair) => `${pair[0].length} to ${pair[1].length}`;

  const split = () => withPair((text, index) => {
    const { pair } = text.pairs[index];
    if (pair[0].length < 2 && pair[1].length < 2) return tell("There is nothing to split: one sentence at most on each side.");
    const place = sentence ? pair[1].indexOf(sentence.dataset.id) + 1 : 0;
    const choices = [0, 1].map((side) => {
      const options = pair[side].map((id) => text.nodes.get(id));
      const chosen = side && place && place < pair[1].length ? place : 1;
      return offer(side, options, Math.min(chosen, options.length));
    });
    divided = () => {
      const [rows, columns] = choices.map((choice) => Number(choice.querySelector(":checked").value));
      const parts = [[pair[0].slice(0, rows), pair[1].slice(0, columns)], [pair[0].slice(rows), pair[1].slice(columns)]];
      if (parts.some((part) => !part[0].length && !part[1].length)) return tell("Nothing was split: one part was empty.");
      replacePairs(text, [pair], parts, `Two pairs now: ${parts.map(describePair).join(" and ")}.`);
      return undefined;
    };
    find("split").showModal();
    choices[0].querySelector(":checked").focus();
    return undefined;
  });

  /** The sentences of a side behind which its first part may end, or none of them. */
  function offer(side, options, chosen) {
    const field = find(side ? "split-target" : "split-source");
    all("label", field).forEach((label) => label.remove());
    [null, ...options].forEach((node, value) => {
      const label = make("label", "", "");
      const input = Object.assign(make("input", "", ""), { type: "radio", name: field.id, value, checked: value === chosen });
      const words = make("bdi", node ? "" : "none", node ? node.textContent.trim() : "nothing: its part is empty");
      if (node) words.lang = node.closest("[lang]").lang;
      label.append(input, words);
      field.append(label);
    });
    return field;
  }

  function finishSplit() {
    shut(find("split"));
    divided();
  }

  // what is shown

  const tell = (text) => { find("status").textContent = text; };

  function count() {
    const shown = notes.filter((note) => !note.hidden).length;
    const decided = notes.filter((note) => note.classList.contains("decided")).length;
    const pairs = Array.from(texts.values()).reduce((sum, text) => sum + listDecided(text).length, 0);
    const found = notes.length ? `${decided} of ${notes.length} decided${shown < notes.length ? `, ${shown} shown` : ""}` : "";
    tell([found, pairs && `${pairs} ${pairs === 1 ? "pair" : "pairs"} set`].filter(Boolean).join(", "));
  }

  function listTexts(row) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".tools, .house")) found.push(walker.currentNode);
    return found;
  }

  function haystack(row) {
    if (!haystacks.has(row)) haystacks.set(row, listTexts(row).map((node) => node.data).join("").toLowerCase());
    return haystacks.get(row);
  }

  // the hits of a search: they are marked by the browser, where it can, so that nothing on the page changes

  const MOST = 2000;
  const paint = (name, ranges) => globalThis.CSS?.highlights?.[ranges.length ? "set" : "delete"](name, ranges.length && new Highlight(...ranges));

  function markHits(words) {
    hits = words ? all(".sheet:not([hidden]) .row:not([hidden])").flatMap((row) => (hits.length < MOST ? findHits(row, words) : [])) : [];
    hit = -1;
    paint("search", hits);
    paint("hit", []);
  }

  /** The ranges of some words in a row, which may go over several elements. */
  function findHits(row, words) {
    const nodes = listTexts(row);
    const text = haystack(row);
    const found = [];
    if (nodes.reduce((sum, node) => sum + node.data.length, 0) !== text.length) return found; // a letter got longer
    let [index, start] = [0, 0];
    const go = (offset) => {
      while (offset > start + nodes[index].data.length) start += nodes[index++].data.length;
      return [nodes[index], offset - start];
    };
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const range = new Range();
      range.setStart(...go(at));
      range.setEnd(...go(at + words.length));
      found.push(range);
    }
    return found;
  }

  function stepHit(by) {
    if (!hits.length) return tell("Nothing is found.");
    hit = (hit + by + hits.length) % hits.length;
    if (hit < 0) hit = hits.length - 1;
    paint("hit", [hits[hit]]);
    hits[hit].startContainer.parentElement.scrollIntoView({ block: "center" });
    tell(`Hit ${hit + 1} of ${hits.length === MOST ? "many" : hits.length}`);
    return undefined;
  }

  function fits(note) {
    const { rule, severity, decision } = choice();
    return (
      (!rule || note.querySelector("code").textContent === rule) &&
      (!severity || note.classList.contains(severity)) &&
      (!decision || is(note, decision))
    );
  }

  function is(note, decision) {
    if (decision === "open") return !note.classList.contains("decided");
    return decision === "decided" ? note.classList.contains("decided") : (note.dataset.decision || "").split(" ").includes(decision);
  }

  const choice = () => Object.fromEntries(["rule", "severity", "decision"].map((id) => [id, find(id).value]));

  function filter() {
    const words = find("search").value.trim().toLowerCase();
    const isChosen = Object.values(choice()).some(Boolean);
    for (const note of notes) {
      note.hidden = !(fits(note) && (!words || haystack(note.closest(".row")).includes(words)));
    }
    for (const sheet of all(".sheet")) {
      let has = false;
      for (const row of all(".row", sheet)) {
        const own = all(".note", row);
        const open = own.some((note) => !note.hidden);
        row.classList.toggle("found", open);
        row.hidden = Boolean(words) && !haystack(row).includes(words);
        has = has || (words ? !row.hidden : open);
      }
      sheet.hidden = (isChosen || Boolean(words)) && !has;
      openHit(sheet, Boolean(words) && has);
    }
    if (words) unfold();
    markHits(words);
    count();
  }

  /** Open a text that has a hit; close it again, if the search has opened it, once it has none. */
  function openHit(sheet, isHit) {
    if (isHit && !sheet.open) opened.add(sheet);
    else if (isHit || !opened.delete(sheet) || sheet.contains(current)) return;
    sheet.open = isHit;
  }

  /** Show what is before the first finding of the text that is open only when it is asked for: that one is in view. */
  function fold() {
    const sheet = document.querySelector(".sheet[open]");
    const rows = sheet ? all(".row", sheet) : [];
    const before = rows.slice(0, Math.max(rows.findIndex((row) => row.matches(".found")), 0));
    if (before.length < 2) return;
    const count = before.length;
    const opener = Object.assign(make("button", "unfold", `Show the ${count} rows before the first finding`), { type: "button" });
    opener.addEventListener("click", unfold);
    for (const row of before) row.classList.add("before");
    rows[0].before(opener);
  }

  function unfold() {
    for (const opener of all(".unfold")) opener.remove();
    for (const row of all(".before")) row.classList.remove("before");
  }

  // where one is

  function select(note) {
    for (const node of all(".current")) node.classList.remove("current");
    find("tools").hidden = false;
    if (current) current.tabIndex = -1;
    else notes[0].tabIndex = -1;
    current = note;
    sentence = null;
    isForAll = false;
    note.closest(".sheet").open = true;
    if (note.closest(".before")) unfold();
    note.classList.add("current");
    for (const mark of marks.get(note.id.slice(1)) || []) mark.classList.add("current");
    fill(note);
    note.tabIndex = 0;
    note.setAttribute("aria-label", nameNote(note));
    note.focus({ preventScroll: true });
    note.closest(".row").scrollIntoView({ block: "center" });
    note.scrollIntoView({ block: "nearest" });
    taking = false;
  }

  const ruleOf = (note) => note.querySelector("code").textContent;
  const wordsOf = (note) => (note.dataset.marked ? JSON.parse(note.dataset.marked) : "");

  /** What a finding is called where it is not seen: its place and its words. */
  function nameFinding(note) {
    if (kindOf(note) === "term") return textOf(note);
    const about = wordsOf(note).trim() || note.querySelector(".about bdi")?.textContent || ruleOf(note);
    return `${note.querySelector(".head span").textContent} ${about}`;
  }

  const nameNote = (note) => `${note.querySelector(".severity").textContent} ${ruleOf(note)}, ${nameFinding(note)}`;

  /** The next finding on which nothing is decided, after the last one the first. */
  function stepOpen() {
    const open = notes.filter((note) => !note.hidden && (note === current || !note.classList.contains("decided")));
    const rest = open.filter((note) => note !== current);
    if (!rest.length) {
      const isOpen = open.some((note) => !note.classList.contains("decided"));
      return tell(isOpen ? "This is the only finding left to decide on." : "Nothing here is left to decide on.");
    }
    const at = open.indexOf(current);
    if (at < 0 && current) return select(rest.find((note) => current.compareDocumentPosition(note) & 4) || rest[0]);
    select(open[(at + 1) % open.length]);
    count();
    return undefined;
  }

  function step(by) {
    const shown = notes.filter((note) => !note.hidden);
    if (!shown.length) return tell("There is no finding here.");
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    if (next < 0 || next >= shown.length) return tell(by > 0 ? "This is the last finding." : "This is the first finding.");
    select(shown[next]);
    count();
    return undefined;
  }

  function selectSentence(node) {
    if (node.closest(".before")) unfold();
    for (const other of all(".s.current")) other.classList.remove("current");
    node.classList.add("current");
    sentence = node;
    find("tools").hidden = false;
    fillSentence(node);
    tell(`e rewrites: ${node.textContent}`);
  }

  function stepSentence(by) {
    const open = all(".sheet[open]:not([hidden]) .row:not([hidden]) .s");
    const at = open.indexOf(findSentence());
    const next = open[at < 0 && by < 0 ? open.length - 1 : at + by];
    if (!next) return tell("There is no further sentence in an open text.");
    selectSentence(next);
    next.scrollIntoView({ block: "center" });
    return undefined;
  }

  const offersOf = (note) => all(".offers bdi", note).slice(0, 5);

  function fill(note) {
    const tools = find("tools");
    const hasFocus = tools.contains(document.activeElement) && note.contains(tools);
    tools.replaceChildren();
    const offers = offersOf(note);
    offers.forEach((one, index) => button(tools, `Take ${index + 1}`, () => take(index)));
    button(tools, kindOf(note) === "term" ? "Accept" : "Accept as it is", accept);
    if (kindOf(note) === "term") button(tools, "Reject", reject);
    else button(tools, "Edit", edit);
    if (isMarked(note)) button(tools, "Delete", erase);
    button(tools, "Comment", comment);
    const alike = listAlike(note).length;
    if (alike > 1) button(tools, `All ${alike} like this`, chooseAll).setAttribute("aria-pressed", isForAll);
    if (note.closest(".row").querySelector(".o")) addPairTools(tools);
    const name = nameFinding(note);
    all("button", tools).forEach((one, index) => {
      const words = index < offers.length ? ` (${offers[index].textContent.trim()})` : "";
      one.setAttribute("aria-label", `${one.textContent}${words}: ${name}`);
    });
    note.append(tools);
    if (hasFocus) note.focus({ preventScroll: true });
  }

  /** A finding and those like it that are shown and open: of the same rule, with the same words marked. */
  function listAlike(note) {
    const words = note.dataset.marked;
    const isAlike = (one) => one === note || (one.dataset.marked === words && !one.hidden && !one.classList.contains("decided") && ruleOf(one) === ruleOf(note));
    return words ? notes.filter(isAlike) : [note];
  }

  const chooseAll = () => withCurrent((note) => {
    const { length } = listAlike(note);
    if (length < 2) return tell("No other finding that is open has this rule and these words.");
    isForAll = !isForAll;
    fill(note);
    tell(isForAll ? `What you decide now (accept it, delete it, take a suggestion) is for all ${length} findings like this.` : "What you decide now is for this finding alone.");
    return undefined;
  });

  function addPairTools(tools) {
    button(tools, "Merge up", () => merge(-1));
    button(tools, "Merge down", () => merge(1));
    button(tools, "Split", split);
    button(tools, "Pair is right", confirm);
  }

  function fillSentence(node) {
    const tools = find("tools");
    tools.replaceChildren();
    button(tools, "Edit", edit);
    if (node.closest(".row").querySelector(".o")) addPairTools(tools);
    for (const one of all("button", tools)) one.setAttribute("aria-label", `${one.textContent}: ${node.textContent.trim()}`);
    node.closest(".target").append(tools);
  }

  function button(tools, text, act) {
    const made = make("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    tools.append(made);
    return made;
  }

  // what can be done

  function ask(title, text, done, about = []) {
    const dialog = find("ask");
    find("ask-title").textContent = title;
    find("ask-about").replaceChildren(...about);
    find("ask-about").hidden = !about.length;
    find("answer").value = text;
    answered = done;
    dialog.showModal();
    find("answer").focus();
    find("answer").select();
  }

  /** Close a dialog; what has the focus in it would hear the next key, for a moment. */
  function shut(dialog) {
    document.activeElement.blur();
    dialog.close();
  }

  /** Give the focus back to the finding: its buttons, one of which may have had it, are not seen without it. */
  function returnFocus() {
    if (document.activeElement === document.body && current && !sentence) current.focus({ preventScroll: true });
  }

  function finish() {
    shut(find("ask"));
    answered(find("answer").value);
  }

  function withCurrent(act) {
    if (current) act(current);
    else tell("Choose a finding first: j is the next one.");
  }

  const accept = () => (sentence && !current ? confirm() : acceptFinding());

  const acceptFinding = () => withCurrent((note) => {
    if (kindOf(note) === "term") return decide("term", note, { decision: "accept", text: textOf(note) });
    const before = decisions.get(nameOf("finding", note));
    const nodes = isForAll ? listAlike(note) : [note];
    ask(nodes.length > 1 ? `Why are all ${nodes.length} right as they are?` : "Why is it right as it is?", (before && before.reason) || "", (reason) => {
      if (!reason.trim()) return tell("Not decided: to accept it takes a reason.");
      decideAll("finding", nodes, { decision: "accept", reason: reason.trim(), text: undefined });
      return undefined;
    });
    return undefined;
  });

  const isMarked = (note) => kindOf(note) === "finding" && (marks.get(note.id.slice(1)) || []).some((mark) => mark.closest(".target") && mark.textContent);

  /** Have what is marked deleted: it becomes an empty text. */
  const erase = () => withCurrent((note) => {
    if (!isMarked(note)) return tell("Nothing is marked here that could be deleted.");
    return decideAll("finding", isForAll ? listAlike(note) : [note], { decision: "fix", text: "", reason: undefined });
  });

  const reject = () => withCurrent((note) => {
    if (kindOf(note) !== "term") return tell("Only a candidate for the glossary can be rejected.");
    return decide("term", note, { decision: "reject", text: textOf(note) });
  });

  /** Add a comment to those of others, or write the last one again, if it is one's own; without words it goes. */
  const comment = () => withCurrent((note) => {
    const key = nameOf(kindOf(note), note);
    const before = decisions.get(key);
    const thread = remarksOf(before).slice();
    const own = thread.at(-1)?.by === name() ? thread.pop() : null;
    ask(thread.length ? "Answer" : "Comment", own?.text || "", (words) => {
      const text = words.trim();
      if (text === (own?.text || "")) return;
      const comments = text ? [...thread, { by: name(), at: today(), text }] : thread;
      past.push({ kind: kindOf(note), nodes: [note], before: [[key, before]] });
      if (before) decisions.set(key, { ...before, comments, comment: comments.at(-1)?.text });
      else record(key, { ...tellOf(kindOf(note), note), decision: "comment", comments, comment: text });
      if (!comments.length && before.decision === "comment") decisions.delete(key);
      changed(kindOf(note), [note]);
    }, listRemarks(thread));
  });

  function take(index) {
    taking = false;
    withCurrent((note) => {
      const offer = offersOf(note)[index];
      if (!offer) return tell("There is no such suggestion.");
      const text = textOf(offer);
      const alike = isForAll ? listAlike(note) : [note];
      const nodes = alike.filter((one) => offersOf(one).some((other) => textOf(other) === text));
      decideAll("finding", nodes, { decision: "fix", text, reason: undefined });
      if (nodes.length < alike.length) tell(`Taken in ${nodes.length} of ${alike.length}: the others do not have this suggestion.`);
      return undefined;
    });
  }

  function findSentence() {
    if (sentence) return sentence;
    return current && (sentencesOf(current)[0] || current.closest(".row").querySelector(".s"));
  }

  function lacksTranslation(note) {
    const target = note.closest(".row").querySelector(".target > bdi");
    return kindOf(note) === "finding" && Boolean(target) && !target.textContent.trim();
  }

  function fillIn(note) {
    const before = decisions.get(nameOf("finding", note));
    ask("Write the translation", (before && before.text) || "", (text) => {
      if (text.trim()) decide("finding", note, { decision: "fix", text: text.trim(), reason: undefined });
    }, showSource(note));
  }

  /** The source of a row, as the dialog shows it above what is written. */
  function showSource(node) {
    const source = node.closest(".row").querySelector(".source");
    if (!source?.textContent.trim()) return [];
    const item = make("li", "source", source.textContent.trim());
    item.lang = source.lang;
    return [item];
  }

  function edit() {
    const node = findSentence();
    if (!node && current && lacksTranslation(current)) return fillIn(current);
    if (!node) return tell("There is no sentence to rewrite here.");
    const before = decisions.get(nameOf("edit", node));
    ask("Rewrite the sentence", before ? before.text : textOf(node), (text) => {
      if (text !== textOf(node).replace(/\r\n?/g, "\n")) decide("edit", node, { decision: "edit", text });
    }, showSource(node));
    return undefined;
  }

  function prepareTaking() {
    withCurrent((note) => {
      taking = offersOf(note).length > 0;
      tell(taking ? "Which suggestion? Press its number." : "There is nothing to put in the place of what is marked: e rewrites the sentence.");
    });
  }

  const keys = {
    j: () => step(1), k: () => step(-1), n: stepOpen, l: chooseAll, a: accept, d: erase, x: reject, f: prepareTaking, e: edit, c: comment, u: undo,
    m: () => merge(1), M: () => merge(-1), s: split, p: confirm, w: save,
    J: () => stepSentence(1), K: () => stepSentence(-1), "/": search, "?": () => find("keys").showModal(),
  };

  function search() {
    showFilters(true);
    find("search").focus();
    find("search").select();
  }

  function showFilters(isOpen) {
    find("controls").classList.toggle("open", isOpen);
    find("more").setAttribute("aria-expanded", isOpen);
  }

  function onSearchKey(event) {
    if (event.key === "Enter" && !event.isComposing) stepHit(event.shiftKey ? -1 : 1);
  }

  /** A finding that is reached by Tab is the current one. */
  function onFocus(event) {
    if (event.target.matches(".note") && event.target !== current && event.target.matches(":focus-visible")) select(event.target);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const isNumber = taking && /^[1-5]$/.test(event.key);
    if (!isNumber && !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    if (isNumber) take(Number(event.key) - 1);
    else keys[event.key]();
  }

  function onClick(event) {
    const note = event.target.closest(".note");
    const mark = event.target.closest("mark");
    const node = event.target.closest(".s");
    if (event.target.closest("button")) return;
    if (note) select(note);
    else if (mark) select(find(`f${mark.dataset.f}`));
    else if (node) selectSentence(node);
  }

  function onAnswerKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      finish();
    }
  }

  function onSplitKey(event) {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      finishSplit();
    }
  }

  document.body.append(Object.assign(make("div", "tools", ""), { id: "tools", hidden: true }));
  document.addEventListener("keydown", onKey);
  document.querySelector("main").addEventListener("click", onClick);
  find("answer").addEventListener("keydown", onAnswerKey);
  find("split").addEventListener("keydown", onSplitKey);
  document.querySelector("#split .ok").addEventListener("click", finishSplit);
  for (const dialog of all("dialog")) dialog.addEventListener("close", returnFocus);
  for (const closer of all("dialog .close")) closer.addEventListener("click", () => shut(closer.closest("dialog")));
  document.querySelector("#ask .ok").addEventListener("click", finish);
  for (const id of ["rule", "severity", "decision"]) find(id).addEventListener("change", filter);
  find("search").addEventListener("input", filter);
  find("search").addEventListener("keydown", onSearchKey);
  find("more").addEventListener("click", () => showFilters(!find("controls").matches(".open")));
  find("next").addEventListener("click", stepOpen);
  document.querySelector("main").addEventListener("focusin", onFocus);
  new ResizeObserver(([{ target }]) => {
    const isAbove = getComputedStyle(target).position === "sticky";
    document.documentElement.style.scrollPaddingTop = isAbove ? `${target.offsetHeight + 8}px` : "";
  }).observe(find("controls"));
  find("only").addEventListener("change", () => document.body.classList.toggle("only", find("only").checked));
  find("by").addEventListener("change", keep);
  find("save").addEventListener("click", save);
  find("help").addEventListener("click", keys["?"]);
  document.addEventListener("review-received", receive);
  load();
  for (const note of notes) if (decisions.has(nameOf(kindOf(note), note))) showDecision(note);
  for (const [key, node] of sentences) if (decisions.has(key)) showEdit(node);
  showPairsOf(new Set([...decisions.values()].filter((one) => one.kind === "pair").map((one) => one.path)));
  find("controls").hidden = false;
  filter();
  fold();
  if (notes.length) notes[0].tabIndex = 0;
})();
