"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const keyOf = (record) => JSON.stringify([record.path, record.kind, record.id]);
  const told = Object.assign(make("p", "saved", "Decisions are saved as they are made."), { id: "saved" });
  const lost = "The server does not answer";
  const waiting = new Map();
  let known = new Map();
  let mark = "";
  let isSending = false;
  let isLooking = false;
  let sent = 0;

  told.setAttribute("role", "status");
  find("status").before(told);
  find("save").textContent = "Save a copy";

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
        if (waiting.get(key) === record) waiting.delete(key);
        if (status !== 400) learn(key, given.record);
        if (status === 400) tell(`Not saved: ${given.error}`);
        else if (status === 409) yieldTo(key, given.record, record);
        else tell(waiting.size ? countWaiting() : `Saved in ${given.file}.`);
        if (status === 200 && record && record.kind === "edit") recheck(key, record);
        if (status === 200 && !record) forget(key);
      }
    } catch (error) {
      tell(`${countWaiting()}: ${error instanceof TypeError ? "the server does not answer" : error.message}. It is tried again.`);
      setTimeout(send, 2000);
    } finally {
      isSending = false;
    }
  }

  const learn = (key, record) => (record ? known.set(key, record) : known.delete(key));
  const describe = (record) => (record ? [record.decision, record.text || record.reason || record.comment || ""].join(" ").trim() : "undone");
  const receive = (changes) => document.dispatchEvent(new CustomEvent("review-received", { detail: changes }));

  function yieldTo(key, record, own) {
    receive([[key, record]]);
    tell(`Decided meanwhile elsewhere: ${describe(record)}. Not saved: ${describe(own)}. Decide again if that is to stand.`);
  }

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
      const isOther = (key) => JSON.stringify(known.get(key)) !== JSON.stringify(now.get(key));
      const changes = [...keys].filter((key) => !waiting.has(key) && isOther(key)).map((key) => [key, now.get(key)]);
      for (const [key, record] of changes) learn(key, record);
      if (changes.length) receive(changes);
    } catch (error) {
      if (!waiting.size) tell(error instanceof TypeError ? `${lost}: it may have ended.` : error.message);
    } finally {
      isLooking = false;
    }
  }

  // what is found in a text once a sentence is written anew

  async function recheck(key, record) {
    const [status, given] = await ask("check", { path: record.path, id: record.id }).catch(() => [0, {}]);
    forget(key);
    const node = Array.from(document.querySelectorAll(".s")).find((one) => one.dataset.id === record.id && isOf(one, record.path));
    const anew = node?.nextElementSibling;
    if (status !== 200 || !anew?.classList.contains("anew")) return;
    const list = make("ul", "rechecked", "");
    list.dataset.key = key;
    for (const one of given.found) {
      const item = make("li", one.severity, "");
      item.append(make("b", "severity", one.severity), " ", make("code", "", one.rule), " ", make("bdi", "", one.message));
      list.append(item);
    }
    if (given.gone.length) list.append(make("li", "", `No longer found: ${given.gone.join(", ")}.`));
    if (!given.found.length) list.append(make("li", "", "Nothing is found in it now."));
    anew.after(list);
  }

  const isOf = (node, path) => JSON.parse(node.closest(".sheet").dataset.path) === path;

  function forget(key) {
    for (const list of document.querySelectorAll(".rechecked")) if (list.dataset.key === key) list.remove();
  }

  document.addEventListener("review-decided", (event) => {
    waiting.set(event.detail.key, event.detail.record);
    send();
  });
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
  setInterval(() => { if (document.visibilityState === "visible") look(); }, 1000);
  look();
})();
