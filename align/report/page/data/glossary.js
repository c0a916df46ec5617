"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const main = document.querySelector("main");
  const nav = document.querySelector("nav");
  const concepts = all("li.concept").map((node) => ({ node, standing: [], terms: null, all: null }));
  const number = concepts.length;
  const choices = ["standing", "domain", "glossary"].map(find).filter(Boolean);
  const scripts = new Map();
  const letters = new Map();
  const orders = new Map();
  const exact = make("section", "", "");
  let moved = [];
  let waits = false;

  // how texts are compared: without case, width, accents, and in one Chinese script

  const wide = /[\u1100-\u11ff\u2e80-\u2fff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7ff\u{20000}-\u{323af}]/u;
  const allWide = new RegExp(wide.source, "gu");
  const gap = /[^\p{L}\p{N}]+/gu;

  function readScripts() {
    const pairs = Array.from(JSON.parse(document.body.dataset.scripts));
    for (let at = 0; at < pairs.length; at += 2) scripts.set(pairs[at], pairs[at + 1]);
  }

  function foldLetter(letter) {
    if (!letters.has(letter)) {
      const plain = Array.from(letter.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""));
      letters.set(letter, plain.map((one) => scripts.get(one) || (one === "\u00df" ? "ss" : one)).join(""));
    }
    return letters.get(letter);
  }

  const fold = (text) => (/[^ -~]/.test(text) ? Array.from(text, foldLetter).join("") : text.toLowerCase());

  /** A text as it is searched: each word with a space before it, and all letters without what is between them. */
  function index(texts) {
    const folded = texts.map(fold);
    return {
      words: folded.map((text) => ` ${text.replace(allWide, " ").replace(gap, " ")}`).join(""),
      letters: `\n${folded.map((text) => text.replace(gap, "")).join("\n")}\n`,
    };
  }

  function openConcept(concept) {
    if (!concept.terms) {
      const terms = all(".term", concept.node);
      concept.terms = index(terms.map((term) => term.firstChild.textContent));
      concept.standing = terms.map((term) => term.classList[1]).filter(Boolean);
    }
    return concept;
  }

  /** What is asked for: words that begin so, and letters that follow each other, wherever they are. */
  function read(query) {
    const parts = fold(query).split(/\s+/).filter(Boolean);
    const [far, near] = [parts.filter((part) => wide.test(part)), parts.filter((part) => !wide.test(part))];
    const words = near.flatMap((part) => part.replace(gap, " ").split(" ").filter(Boolean));
    return { words, letters: far.map((part) => part.replace(gap, "")), whole: fold(query).replace(gap, "") };
  }

  const holds = (text, asked) => asked.words.every((word) => text.words.includes(` ${word}`)) && asked.letters.every((part) => text.letters.includes(part));

  // what is shown; what is under an initial far from the screen is not laid out, and its height a guess

  const HEIGHT = 3;

  function list(asked) {
    const [status, domain, glossary] = ["standing", "domain", "glossary"].map((id) => find(id)?.value || "");
    const isWhole = find("whole").checked;
    if (!asked && !status && !domain && !glossary) return concepts;
    return concepts.filter((concept) => {
      const { node, standing, terms } = openConcept(concept);
      if (status && !(status === "no status" ? !standing.length : standing.includes(status))) return false;
      if ((domain && node.dataset.d !== domain) || (glossary && node.dataset.g !== glossary)) return false;
      if (isWhole) concept.all = concept.all || index(all("bdi", node).map((one) => one.textContent));
      return !asked || holds(isWhole ? concept.all : terms, asked);
    });
  }

  function filter() {
    waits = false;
    const query = find("search").value.trim();
    const asked = query && read(query);
    const found = asked && !asked.whole ? [] : list(asked);
    const shown = new Set(found);
    const same = asked ? found.filter((concept) => concept.terms.letters.includes(`\n${asked.whole}\n`)) : [];
    putBack();
    for (const concept of concepts) concept.node.classList.toggle("out", !shown.has(concept));
    if (same.length < found.length) bringForward(same);
    for (const section of all("section", main)) {
      const count = all("li.concept:not(.out)", section).length;
      if (section !== exact) section.classList.toggle("out", !count);
      section.style.containIntrinsicBlockSize = `auto ${3 + count * HEIGHT}rem`;
    }
    for (const link of all("a", nav)) link.classList.toggle("out", find(link.hash.slice(1)).matches(".out"));
    const amount = found.length.toLocaleString("en");
    const whole = `${number.toLocaleString("en")} concept${number === 1 ? "" : "s"}`;
    find("status").textContent = found.length < number ? `${amount} of ${whole}` : whole;
    mark(asked ? found : [], asked);
  }

  /** Show the concepts that have the very term before the others. */
  function bringForward(same) {
    exact.hidden = !same.length;
    for (const { node } of same) {
      const place = document.createComment("");
      node.replaceWith(place);
      exact.lastChild.append(node);
      moved.push([node, place]);
    }
  }

  function putBack() {
    for (const [node, place] of moved) place.replaceWith(node);
    moved = [];
    exact.hidden = true;
  }

  // the words that were found are marked by the browser, where it can, so that nothing on the page changes

  const MOST = 1000;

  function mark(found, asked) {
    const ranges = [];
    for (const { node } of found) {
      if (ranges.length >= MOST) break;
      for (const one of all(find("whole").checked ? "bdi" : ".term > bdi", node)) ranges.push(...findHits(one.firstChild, asked));
    }
    globalThis.CSS?.highlights?.[ranges.length ? "set" : "delete"]("search", ranges.length && new Highlight(...ranges));
  }

  function findHits(node, asked) {
    if (!node) return [];
    const offsets = [];
    let folded = "";
    let at = 0;
    for (const letter of node.data) {
      const plain = foldLetter(letter);
      for (let each = 0; each < plain.length; each += 1) offsets.push(at);
      folded += plain;
      at += letter.length;
    }
    offsets.push(at);
    const starts = [];
    for (const part of asked.letters) {
      for (let start = folded.indexOf(part); start >= 0; start = folded.indexOf(part, start + part.length)) starts.push([start, part]);
    }
    for (const word of asked.words) {
      for (let start = folded.indexOf(word); start >= 0; start = folded.indexOf(word, start + word.length)) {
        const before = folded.charAt(start - 1);
        if (!/[\p{L}\p{N}]/u.test(before) || wide.test(before)) starts.push([start, word]);
      }
    }
    return starts.map(([start, part]) => {
      const range = new Range();
      range.setStart(node, offsets[start]);
      range.setEnd(node, offsets[start + part.length]);
      return range;
    });
  }

  // the order: that of the page, or that of the terms of the target, under initials of its own

  function openOrder(name) {
    if (!orders.has(name)) {
      const sections = JSON.parse(document.body.dataset.order).map(([initial, places], at) => {
        const section = Object.assign(make("section", "", ""), { id: `j${at}` });
        section.append(make("h2", "", initial), make("ul", "", ""));
        return [section, places];
      });
      orders.set(name, { sections, links: sections.map(([section]) => makeLink(section)) });
    }
    return orders.get(name);
  }

  const makeLink = (section) => Object.assign(make("a", "", section.firstChild.textContent), { href: `#${section.id}` });

  function setOrder() {
    putBack();
    const { sections, links } = openOrder(find("order").value);
    for (const old of all("section", main)) old.remove(); // first: what is on the screen is slow to move
    for (const [section, places] of sections) section.lastElementChild.append(...places.map((place) => concepts[place].node));
    main.append(exact, ...sections.map(([section]) => section));
    nav.replaceChildren(...links.flatMap((link) => [link, "\n"]));
    later();
  }

  // what a person does

  /** Show what is found from its beginning, once the page has time for it. */
  function later() {
    if (!waits) {
      requestAnimationFrame(() => {
        filter();
        if (main.getBoundingClientRect().top < 0) main.scrollIntoView();
      });
    }
    waits = true;
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isInField = event.target.matches("input, select");
    if (event.key === "/" && !isInField) {
      event.preventDefault();
      find("search").focus();
      find("search").select();
    } else if (event.key === "Escape" && event.target === find("search") && find("search").value) {
      event.preventDefault();
      find("search").value = "";
      later();
    }
  }

  /** Go to an initial: as what is next to it gets laid out, it moves, for a few frames. */
  function onJump(event) {
    const link = event.target.closest("a");
    const go = (left) => {
      find(link.hash.slice(1)).scrollIntoView();
      if (left) requestAnimationFrame(() => go(left - 1));
    };
    if (link) requestAnimationFrame(() => go(8));
  }

  function toggleFilters() {
    const isOpen = find("controls").classList.toggle("open");
    find("more").setAttribute("aria-expanded", isOpen);
  }

  readScripts();
  let place = 0;
  const own = all("section", main).map((section) => [section, Array.from(section.lastElementChild.children, () => place++)]);
  orders.set("source", { sections: own, links: all("a", nav) });
  exact.append(make("h2", "", "Exact matches"), make("ul", "", ""));
  main.firstElementChild.after(exact);
  find("controls").append(nav);
  main.classList.add("live");
  find("controls").hidden = false;
  document.addEventListener("keydown", onKey);
  find("search").addEventListener("input", later);
  for (const one of [...choices, find("whole")]) one.addEventListener("change", later);
  find("order").addEventListener("change", setOrder);
  find("more").addEventListener("click", toggleFilters);
  nav.addEventListener("click", onJump);
  addEventListener("beforeprint", putBack);
  addEventListener("afterprint", filter);
  new ResizeObserver(([{ target }]) => {
    const isAbove = getComputedStyle(target).position === "sticky";
    document.documentElement.style.scrollPaddingTop = isAbove ? `${target.offsetHeight + 8}px` : "";
  }).observe(find("controls"));
  filter();
})();
