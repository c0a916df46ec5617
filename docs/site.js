// What scrolls in itself can be reached with the Tab key, and then be scrolled with the arrow keys. The theme wraps
// tables after the page was loaded.
const mark = () => {
  for (const box of document.querySelectorAll(".md-typeset pre, .md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
addEventListener("load", mark);
addEventListener("resize", mark);
