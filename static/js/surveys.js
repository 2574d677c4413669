// Typing over what came on paper: a digit chooses that answer and goes on to the next question. Without this script
// one goes by Tab and arrow keys.
(() => {
  "use strict";
  const form = document.querySelector("[data-survey-paper]");
  if (!form) return;
  const groups = [...form.querySelectorAll("fieldset.sv-question")];
  const focus = (group) => (group?.querySelector("input:checked, input") ?? form.querySelector("textarea, button")).focus();

  form.addEventListener("keydown", (event) => {
    const group = event.target.closest("fieldset.sv-question");
    if (!group || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (!/^[0-9]$/.test(event.key)) return;
    event.preventDefault();
    const inputs = [...group.querySelectorAll("input")];
    if (event.key === "0") for (const input of inputs) input.checked = false;
    else if (inputs[event.key - 1]) inputs[event.key - 1].checked = true;
    else return;
    focus(groups[groups.indexOf(group) + 1]);
  });
  if (!document.querySelector("[data-error-summary]")) (form.querySelector(".sv-code input") ?? groups[0]?.querySelector("input"))?.focus();
})();
