// What scrolls in itself can be reached with the Tab key, and then be scrolled with the arrow keys.
const mark = () => {
  for (const box of document.querySelectorAll(".md-typeset pre, .md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
addEventListener("load", mark);
addEventListener("resize", mark);
