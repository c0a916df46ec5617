"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const keyOf = (record) => JSON.stringify([record.path, record.kind, record.id]);
  const told = Object.assign(make("p", "saved", "Decisions are saved as they are made."), { id: "saved" });
  const lost = "The server does not answer";
  const waiting = new Map();
  const others = new Map();
  const fresh = new Map();
  const held = new Map();
  let known = new Map();
  let mark = "";
  let isSending = false;
  let isLooking = false;
  let isFirst = true;
  let sent = 0;

  told.setAttribute("role", "status");
  find("status").before(told);
  find("save").firstChild.data = "Save a copy";
  find("save").lastChild.textContent = "";

  const tell = (text) => { if (told.textContent !== text) told.textContent = text; };
  const countWaiting = () => `${waiting.size} decision${waiting.size === 1 ? " is" : "s are"} not saved`;

  async function ask(name, body) {
    const answer = await fetch(name, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), redirect: "error",
    });
    return [answer.status, await read(answer)];
  }

  function read(answer) {
    if (answer.headers.get("Content-Type") === "application/json") return answer.json();
    throw new Error("the server does not know this page: open the address that it has printed");
  }

  // one decision after another: each is shown as saved when the server says that it is in the file, and not before

  async function send() {
    if (isSending) return;
    isSending = true;
    try {
      while (waiting.size) {
        const [key, record] = waiting.entries().next().value;
        tell("Saving …");
        const [status, given] = await ask("decide", { key: JSON.parse(key), record: record || null, known: known.get(key) || null });
        if (![200, 400, 409].includes(status)) throw new Error(given.error);
        sent += 1;
        const last = waiting.get(key);
        if (status === 409 || last === record) waiting.delete(key);
        if (status !== 400) learn(key, given.record);
        if (status === 200) others.delete(key);
        if (status === 400) tell(`Not saved: ${given.error}`);
        else if (status === 409) yieldTo(key, given.record, last);
        else tell(waiting.size ? countWaiting() : `Saved in ${given.file}.`);
        if (status === 200 && record && record.kind === "edit") recheck(key, record);
      }
    } catch (error) {
      tell(`${countWaiting()}: ${error instanceof TypeError ? "the server does not answer" : error.message}. It is tried again.`);
      setTimeout(send, 2000);
    } finally {
      isSending = false;
    }
  }

  const learn = (key, record) => (record ? known.set(key, record) : known.delete(key));
  const names = ["kind", "path", "id", "decision", "text", "reason", "comment", "by", "at"];
  const isSame = (one, other) => one === other || (Boolean(one && other) && names.every((name) => (one[name] || "") === (other[name] || "")) && areSame(one.comments, other.comments));
  const areSame = (some, others) => JSON.stringify(some || []) === JSON.stringify(others || []);

  /** Whether a decision is the same but for what the person here has commented. */
  function isOnlyCommented(before, after) {
    const byOthers = (record) => (record.comments || []).filter((one) => one.by !== find("by").value.trim());
    const isAsBefore = (name) => name === "comment" || (before[name] || "") === (after[name] || "");
    return Boolean(before && after) && names.every(isAsBefore) && areSame(byOthers(before), byOthers(after));
  }

  function describe(record) {
    if (!record) return "nothing decided";
    const words = { accept: "accepted", reject: "rejected", fix: "becomes", edit: "sentence rewritten", pair: "put together", comment: "comment" };
    const word = record.decision === "accept" && record.kind === "term" ? "accepted" : words[record.decision];
    const detail = record.reason || record.text || record.comment || (record.decision === "fix" ? "(deleted)" : "");
    return `${word}${detail && `: ${detail}`}${record.by ? ` (${record.by})` : ""}`;
  }

  /** Show what was decided elsewhere; what was found in a sentence that is rewritten otherwise is not known any more. */
  function receive(changes) {
    for (const [key] of changes) forget(key);
    document.dispatchEvent(new CustomEvent("review-received", { detail: changes }));
  }

  function yieldTo(key, record, own) {
    others.set(key, "since");
    receive([[key, record]]);
    tell(`Decided meanwhile elsewhere: ${describe(record)}. Not saved: ${describe(own)}. Decide again if that is to stand.`);
  }

  // a decision of somebody else is replaced when a person has seen it and says so, and not before

  const dialog = make("dialog", "", "");
  const list = make("ul", "", "");
  const buttons = make("p", "", "");
  dialog.id = "replace";
  dialog.setAttribute("aria-labelledby", "replace-title");
  dialog.append(Object.assign(make("h2", "", "Somebody else has decided here"), { id: "replace-title" }), list, buttons);
  for (const [name, text] of [["", "Keep that"], ["replace", "Replace it"]]) {
    const button = Object.assign(make("button", "", text), { type: "button" });
    button.addEventListener("click", () => {
      document.activeElement.blur();
      dialog.close(name);
    });
    buttons.append(button, " ");
  }
  document.body.append(dialog);

  const isOfOthers = (key) => {
    const when = others.get(key);
    return when === "since" || (when === "before" && (known.get(key)?.by || "") !== find("by").value.trim());
  };

  function settle() {
    const changes = [...fresh].filter(([key, record]) => waiting.has(key) || !isSame(known.get(key), record));
    fresh.clear();
    const replaced = changes.filter(([key, record]) => isOfOthers(key) && !isOnlyCommented(known.get(key), record));
    if (!replaced.length) return submit(changes);
    for (const [key, record] of changes) held.set(key, record);
    list.replaceChildren(...replaced.flatMap(([key, record]) => [
      make("li", "", `Decided: ${describe(known.get(key))}`),
      make("li", "", record ? `Yours: ${describe(record)}` : "Yours: take it back"),
    ]));
    dialog.returnValue = "";
    dialog.showModal();
    buttons.firstChild.focus();
    return undefined;
  }

  function submit(changes) {
    for (const [key, record] of changes) {
      forget(key);
      waiting.set(key, record);
    }
    send();
  }

  dialog.addEventListener("close", () => {
    const changes = [...held];
    held.clear();
    if (dialog.returnValue === "replace") return submit(changes);
    receive(changes.map(([key]) => [key, known.get(key)]));
    tell("Nothing was replaced.");
    return undefined;
  });

  // what was decided in another window, or came into the file by another way

  async function look() {
    if (isLooking) return;
    isLooking = true;
    const before = sent;
    try {
      const answer = await fetch("decisions", { headers: mark ? { "If-None-Match": mark } : {}, redirect: "error" });
      if (told.textContent.startsWith(lost)) tell("The server answers again.");
      if (answer.status === 304) return;
      const given = await read(answer);
      if (answer.status !== 200) throw new Error(given.error);
      if (before !== sent || isSending) return; // what was sent meanwhile may not be in it
      mark = answer.headers.get("ETag");
      const now = new Map(given.decisions.map((record) => [keyOf(record), record]));
      const keys = new Set([...known.keys(), ...now.keys()]);
      const isOpen = (key) => !waiting.has(key) && !held.has(key) && !isSame(known.get(key), now.get(key));
      const changes = [...keys].filter(isOpen).map((key) => [key, now.get(key)]);
      for (const [key, record] of changes) {
        learn(key, record);
        others.set(key, isFirst ? "before" : "since");
      }
      isFirst = false;
      if (changes.length) receive(changes);
    } catch (error) {
      if (!waiting.size) tell(error instanceof TypeError ? `${lost}: it may have ended.` : error.message);
    } finally {
      isLooking = false;
    }
  }

  // what is found in a text once a sentence is written anew

  async function recheck(key, record) {
    const [status, seen] = await ask("check", { path: record.path, id: record.id }).catch(() => [0, {}]);
    if (!isSame(known.get(key), record) || waiting.has(key)) return; // it is about a wording that is no more
    forget(key);
    const node = Array.from(document.querySelectorAll(".s")).find((one) => one.dataset.id === record.id && isOf(one, record.path));
    const anew = node?.nextElementSibling;
    if (status !== 200 || !anew?.classList.contains("anew")) return;
    const list = make("ul", "rechecked", "");
    list.dataset.key = key;
    for (const one of seen.found) {
      const item = make("li", one.severity, "");
      item.append(make("b", "severity", one.severity), " ", make("code", "", one.rule), " ", make("bdi", "", one.message));
      list.append(item);
    }
    for (const one of seen.gone) {
      const item = make("li", "", "No longer found: ");
      item.append(make("code", "", one.rule), one.text && " ", make("bdi", "", one.text && `“${one.text}”`));
      list.append(item);
    }
    if (!seen.found.length) list.append(make("li", "", "Nothing is found in it now."));
    anew.after(list);
  }

  const isOf = (node, path) => JSON.parse(node.closest(".sheet").dataset.path) === path;

  function forget(key) {
    for (const list of document.querySelectorAll(".rechecked")) if (list.dataset.key === key) list.remove();
  }

  document.addEventListener("review-decided", (event) => {
    if (!fresh.size) queueMicrotask(settle);
    fresh.set(event.detail.key, event.detail.record);
  });
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  addEventListener("beforeunload", (event) => { if (waiting.size || held.size) event.preventDefault(); });
  setInterval(() => { if (document.visibilityState === "visible") look(); }, 1000);
  look();
})();
