// Searching with the keyboard: "/" goes to the field, the arrows through the results, Escape back. All works without.
(function () {
  "use strict";

  const isTyping = (element) => element.matches("input, textarea, select, [contenteditable='true']");
  const mainField = () => document.querySelector("input[data-search]");
  const results = () => Array.from(document.querySelectorAll("[data-search-result]"));

  function goToField() {
    const field = mainField() || document.querySelector("input[data-search-everywhere]");
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  }

  function move(from, step) {
    const found = results();
    const at = found.indexOf(from) + step;
    if (at < 0) return goToField();
    if (at < found.length) found[at].focus();
    return at < found.length;
  }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = event.target;
    if (event.key === "/" && !isTyping(at)) {
      if (goToField()) event.preventDefault();
      return;
    }
    const isField = at === mainField();
    const isResult = at.matches("[data-search-result]");
    if (event.key === "ArrowDown" && (isField || isResult)) {
      if (move(isField ? null : at, 1)) event.preventDefault();
    } else if (event.key === "ArrowUp" && isResult) {
      if (move(at, -1)) event.preventDefault();
    } else if (event.key === "Escape" && isResult) {
      event.preventDefault();
      goToField();
    } else if (event.key === "Escape" && at.matches("input[data-search-everywhere]")) {
      at.value = "";
      at.blur();
    }
  });
})();
