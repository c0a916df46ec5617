"use strict";
(() => {
  if (!("memory" in document.body.dataset)) return;
  const find = (id) => document.getElementById(id);
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const pathOf = (node) => JSON.parse(node.closest(".sheet[data-path]").dataset.path);
  const LONGEST = 40; // more than that is a passage, not a word
  const panel = Object.assign(make("aside", "", ""), { id: "memory", hidden: true });
  const form = make("form", "", "");
  const label = make("label", "", "In the memory ");
  const words = Object.assign(make("input", "", ""), { id: "memory-words", type: "search", maxLength: 200 });
  const closer = Object.assign(make("button", "", "Close"), { type: "button" });
  const told = make("p", "", "");
  const list = make("ol", "", "");
  let path = "";
  let asked = 0;
  let waiting = 0;
  let home = null;

  // the panel: what is looked for, and the pairs that have it

  panel.setAttribute("aria-label", "Memory");
  told.setAttribute("role", "status");
  list.tabIndex = 0; // it scrolls, by the keyboard too
  list.setAttribute("aria-label", "Pairs of the memory");
  label.append(words);
  form.append(label, " ", closer);
  panel.append(form, told, list);
  document.body.append(panel);
  const [key, what] = [make("dt", "", ""), make("dd", "", "look up in the memory what is selected, else what the finding is about")];
  key.append(make("kbd", "", "h"));
  document.querySelector("#keys dl").append(key, what);

  /** Look words up, once for all that is asked for while the server answers. */
  async function look(text) {
    const wanted = text.trim();
    words.value = wanted;
    show();
    list.replaceChildren();
    list.hidden = true;
    const number = ++asked;
    if (!wanted) return tell("Type a word of either side, or select one on the page.");
    tell("Looking …");
    try {
      const answer = await fetch("find", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ path, words: wanted }), redirect: "error",
      });
      const given = await answer.json();
      if (number !== asked) return undefined;
      if (answer.status !== 200) return tell(given.error);
      list.replaceChildren(...given.pairs.map(layOut));
      list.hidden = !given.pairs.length;
      list.scrollTop = 0;
      tell(given.pairs.length ? `${given.total}${given.more ? `, the first ${given.pairs.length} of them here` : ""}` : `“${wanted}” is not in the memory.`);
    } catch {
      if (number === asked) tell("The server does not answer: it may have ended.");
    }
    return undefined;
  }

  const tell = (text) => { told.textContent = text; };

  function layOut(pair) {
    const item = make("li", "", "");
    const about = make("p", "about", "");
    about.append(make("bdi", "", pair.about));
    item.append(about);
    for (const [language, pieces] of pair.sides) {
      const side = make("bdi", "", "");
      side.append(...pieces.map(([text, isMarked]) => (isMarked ? make("mark", "", text) : text)));
      const line = Object.assign(make("p", "", ""), { lang: language });
      line.append(side);
      item.append(line);
    }
    return item;
  }

  function show() {
    panel.hidden = false;
    document.documentElement.style.scrollPaddingBottom = `${panel.offsetHeight + 8}px`;
  }

  function close() {
    asked += 1;
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = true;
    document.documentElement.style.scrollPaddingBottom = "";
    if (hadFocus) (home?.isConnected ? home : document.querySelector(".note[tabindex='0']"))?.focus({ preventScroll: true });
  }

  // what is looked up: a word that is selected in a text, else what a finding is about

  function findSelected() {
    const selection = getSelection();
    const nodes = [selection.anchorNode, selection.focusNode].map((node) => node?.parentElement?.closest(".source, .target"));
    const text = selection.toString().trim();
    return text && text.length <= LONGEST && nodes[0] && nodes[0] === nodes[1] ? [nodes[0], text] : null;
  }

  function findCurrent() {
    const note = document.querySelector(".note.current:not([data-kind])");
    const said = note && [...note.querySelectorAll(":scope > .about bdi")].map((node) => node.textContent.trim());
    const marked = note && (note.dataset.marked ? JSON.parse(note.dataset.marked).trim() : "");
    const text = note && [...said, marked].find((one) => one && one.length <= LONGEST);
    return note ? [note, text || ""] : null;
  }

  function ask() {
    const [node, text] = findSelected() || findCurrent() || [document.querySelector(".sheet[data-digest]"), ""];
    if (!node) return;
    home = document.activeElement;
    path = pathOf(node);
    look(text);
    words.focus();
    words.select();
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const found = findSelected();
      if (!found || (!panel.hidden && words.value === found[1])) return;
      path = pathOf(found[0]);
      look(found[1]);
    }, 300);
  });
  document.querySelector("main").addEventListener("focusin", (event) => {
    if (panel.hidden || !event.target.matches(".note:not([data-kind])")) return;
    const [note, text] = findCurrent() || [];
    if (!text || text === words.value) return;
    path = pathOf(note);
    look(text);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation(); // else the field only loses the focus
    close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && !panel.hidden) close();
    if (event.key !== "h" || event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
    event.preventDefault();
    ask();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look(words.value);
  });
  closer.addEventListener("click", close);
})();
