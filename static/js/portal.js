// What every page may use; each page works without it.
(function () {
  "use strict";

  // After a form came back with errors, the first thing heard and seen is the summary.
  function focusErrorSummary(root) {
    const heading = root.querySelector("[data-error-summary] [tabindex='-1']");
    if (heading) heading.focus();
  }

  // A link of the summary goes to the field and puts the cursor in it.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest(".wp-field")?.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  // A menu closes when one leaves it, by key or by click.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.wp-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.wp-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A form that is on its way is not sent twice by an impatient click.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.dataset.again !== undefined) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "ja";
    window.setTimeout(function () { delete form.dataset.sent; }, 4000);
  });

  document.addEventListener("DOMContentLoaded", function () { focusErrorSummary(document); });
  document.addEventListener("htmx:afterSwap", function (event) { focusErrorSummary(event.target); });
})();
