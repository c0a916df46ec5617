"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const textOf = (node) => (node.dataset.text === undefined ? node.textContent : JSON.parse(node.dataset.text));
  const pathOf = (node) => JSON.parse(node.closest(".sheet").dataset.path);
  const signature = JSON.parse(document.body.dataset.signature);
  const { part, file } = Object.fromEntries(
    ["part", "file"].map((name) => [name, name in document.body.dataset ? JSON.parse(document.body.dataset[name]) : ""]),
  );
  const store = `aligncheck-review 1 ${signature}${part && ` ${part}`}`;
  const saved = `${file || "report"}.review.json`;
  const notes = all(".note");
  const sentences = new Map(all(".s").map((node) => [nameOf("edit", node), node]));
  const marks = new Map();
  const haystacks = new Map();
  let decisions = new Map();
  let past = [];
  let current = null;
  let sentence = null;
  let taking = false;
  let answered = () => {};

  for (const mark of all("mark")) {
    marks.set(mark.dataset.f, [...(marks.get(mark.dataset.f) || []), mark]);
  }

  function nameOf(kind, node) {
    const id = kind === "edit" ? node.dataset.id : JSON.parse(node.dataset.id);
    return JSON.stringify([pathOf(node), kind, id]);
  }

  // decisions: they are kept in this browser, and leave it only in the file that a person saves

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(store)) || {};
      decisions = new Map(kept.decisions || []);
      find("by").value = kept.by || "";
    } catch {
      decisions = new Map();
    }
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify({ by: find("by").value, decisions: [...decisions] }));
    } catch {
      tell("This browser keeps nothing: save the decisions before you close the page.");
    }
  }

  function decide(kind, node, change) {
    const key = nameOf(kind, node);
    past.push([key, decisions.get(key), kind, node]);
    const [path, , id] = JSON.parse(key);
    const record = { ...decisions.get(key), ...change, at: new Date().toISOString().slice(0, 10) };
    const by = find("by").value.trim();
    decisions.set(key, { kind, path, id, ...record, ...(by ? { by } : {}) });
    changed(kind, node);
  }

  function changed(kind, node) {
    keep();
    if (kind === "edit") showEdit(node);
    else showDecision(node);
    filter();
  }

  function undo() {
    const last = past.pop();
    if (!last) return tell("There is nothing to undo.");
    const [key, before, kind, node] = last;
    if (before) decisions.set(key, before);
    else decisions.delete(key);
    changed(kind, node);
    if (kind === "finding") select(node);
    tell("The last decision is undone.");
  }

  function describe(record) {
    const comment = record.comment ? ` · Comment: ${record.comment}` : "";
    if (record.decision === "accept") return `Accepted: ${record.reason}${comment}`;
    if (record.decision === "fix") return `Becomes: ${record.text}${comment}`;
    return comment.replace(" · ", "");
  }

  function showDecision(note) {
    const record = decisions.get(nameOf("finding", note));
    const is = Boolean(record && record.decision !== "comment");
    note.classList.toggle("decided", is);
    note.dataset.decision = record ? [record.decision, record.comment && "comment"].join(" ") : "";
    for (const mark of marks.get(note.id.slice(1)) || []) mark.classList.toggle("quiet", is);
    note.querySelector(".verdict")?.remove();
    if (record) {
      const verdict = make("p", "verdict", "");
      verdict.append(make("bdi", "", describe(record)));
      note.querySelector(".head").after(verdict);
    }
  }

  function showEdit(node) {
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
    const here = new Set([...notes.map((note) => nameOf("finding", note)), ...sentences.keys()]);
    const kept = [...decisions].filter(([key]) => here.has(key));
    const order = (record) => [record.path, record.kind, record.id].join("\0");
    const records = kept.map(([, record]) => record);
    records.sort((one, other) => (order(one) < order(other) ? -1 : 1));
    const names = ["kind", "path", "id", "decision", "text", "reason", "comment", "by", "at"];
    const lines = [{ kind: "aligncheck-review", version: 1, signature }, ...records.map((record) => pick(record, names))];
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

  // what is shown

  const tell = (text) => { find("status").textContent = text; };

  function count() {
    const shown = notes.filter((note) => !note.hidden).length;
    const decided = notes.filter((note) => note.classList.contains("decided")).length;
    tell(`${decided} of ${notes.length} decided${shown < notes.length ? `, ${shown} shown` : ""}`);
  }

  function haystack(row) {
    if (!haystacks.has(row)) haystacks.set(row, row.textContent.toLowerCase());
    return haystacks.get(row);
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
    }
    count();
  }

  // where one is

  function select(note) {
    for (const node of all(".current")) node.classList.remove("current");
    find("tools").hidden = false;
    current = note;
    sentence = null;
    note.closest(".sheet").open = true;
    note.classList.add("current");
    for (const mark of marks.get(note.id.slice(1)) || []) mark.classList.add("current");
    fill(note);
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    note.closest(".row").scrollIntoView({ block: "center" });
    taking = false;
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
    for (const other of all(".s.current")) other.classList.remove("current");
    node.classList.add("current");
    sentence = node;
    tell(`e writes anew: ${node.textContent}`);
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
    tools.replaceChildren();
    offersOf(note).forEach((offer, index) => button(tools, `Take ${index + 1}`, () => take(index)));
    button(tools, "Accept", accept);
    button(tools, "Edit", edit);
    button(tools, "Comment", comment);
    note.append(tools);
  }

  function button(tools, text, act) {
    const made = make("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    tools.append(made);
  }

  // what can be done

  function ask(title, text, done) {
    const dialog = find("ask");
    find("ask-title").textContent = title;
    find("answer").value = text;
    answered = done;
    dialog.showModal();
    find("answer").focus();
    find("answer").select();
  }

  function finish() {
    find("ask").close();
    answered(find("answer").value);
  }

  function withCurrent(act) {
    if (current) act(current);
    else tell("Choose a finding first: j is the next one.");
  }

  const accept = () => withCurrent((note) => {
    const before = decisions.get(nameOf("finding", note));
    ask("Why is it right as it is?", (before && before.reason) || "", (reason) => {
      if (!reason.trim()) return tell("Not accepted: it takes a reason.");
      decide("finding", note, { decision: "accept", reason: reason.trim(), text: undefined });
      return undefined;
    });
  });

  const comment = () => withCurrent((note) => {
    const before = decisions.get(nameOf("finding", note)) || { decision: "comment" };
    ask("Comment", before.comment || "", (words) => {
      if (words.trim()) decide("finding", note, { ...before, comment: words.trim() });
    });
  });

  function take(index) {
    taking = false;
    withCurrent((note) => {
      const offer = offersOf(note)[index];
      if (!offer) return tell("There is no such suggestion.");
      decide("finding", note, { decision: "fix", text: textOf(offer), reason: undefined });
      return undefined;
    });
  }

  function findSentence() {
    if (sentence) return sentence;
    const [mark] = (current && marks.get(current.id.slice(1))) || [];
    return (mark && mark.closest(".s")) || (current && current.closest(".row").querySelector(".s"));
  }

  function edit() {
    const node = findSentence();
    if (!node) return tell("There is no sentence to write anew here.");
    const before = decisions.get(nameOf("edit", node));
    ask("Write the sentence anew", before ? before.text : textOf(node), (text) => {
      if (text !== textOf(node).replace(/\r\n?/g, "\n")) decide("edit", node, { decision: "edit", text });
    });
    return undefined;
  }

  function prepareTaking() {
    withCurrent((note) => {
      taking = offersOf(note).length > 0;
      tell(taking ? "Which suggestion? Press its number." : "There is no suggestion for this finding.");
    });
  }

  const keys = {
    j: () => step(1), k: () => step(-1), a: accept, f: prepareTaking, e: edit, c: comment, u: undo,
    J: () => stepSentence(1), K: () => stepSentence(-1), "/": () => find("search").focus(), "?": () => find("keys").showModal(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) {
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
    if (node) selectSentence(node);
  }

  function onAnswerKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      finish();
    }
  }

  document.body.append(Object.assign(make("div", "tools", ""), { id: "tools", hidden: true }));
  document.addEventListener("keydown", onKey);
  document.querySelector("main").addEventListener("click", onClick);
  find("answer").addEventListener("keydown", onAnswerKey);
  for (const closer of all("dialog .close")) closer.addEventListener("click", () => closer.closest("dialog").close());
  document.querySelector("#ask .ok").addEventListener("click", finish);
  for (const id of ["rule", "severity", "decision"]) find(id).addEventListener("change", filter);
  find("search").addEventListener("input", filter);
  find("only").addEventListener("change", () => document.body.classList.toggle("only", find("only").checked));
  find("by").addEventListener("change", keep);
  find("save").addEventListener("click", save);
  find("help").addEventListener("click", keys["?"]);
  load();
  for (const note of notes) if (decisions.has(nameOf("finding", note))) showDecision(note);
  for (const [key, node] of sentences) if (decisions.has(key)) showEdit(node);
  find("controls").hidden = false;
  filter();
})();
