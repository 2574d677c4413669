// Keys for who goes through many signals. They work only while the focus is in the list or in the matrix, so that
// they take nothing away from who dictates or uses keys of their own (WCAG 2.1.4).
(function () {
  "use strict";

  function typing(target) {
    return target.closest("textarea, select, input:not([type='checkbox'])");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const ways = event.target.closest("[data-ways]");
    if (ways) {
      const way = ways.querySelector("[data-key='" + CSS.escape(event.key) + "']");
      if (way) way.click();
      return;
    }
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.key === "j" || event.key === "k") {
      const next = event.key === "j" ? row.nextElementSibling : row.previousElementSibling;
      if (next) next.querySelector("[data-open]").focus();
      event.preventDefault();
    } else if (event.key === "x") {
      const box = row.querySelector("[data-pick]");
      if (box) box.click();
      event.preventDefault();
    }
  });

  // How many are chosen stands beside what can be done with them.
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-pick]")) return;
    const said = document.querySelector("[data-chosen]");
    if (!said) return;
    said.dataset.none = said.dataset.none || said.textContent;
    const number = document.querySelectorAll("[data-pick]:checked").length;
    said.textContent = number ? number + " " + said.dataset.one + ":" : said.dataset.none;
  });
})();
