// Paper is entered by the pile: the cursor stands in the first question of the next form at once.
(() => {
  "use strict";
  const form = document.querySelector("[data-paper]");
  if (!form || document.querySelector("[data-error-summary]")) return;
  form.querySelector("input:not([type='hidden']), textarea")?.focus();
})();
