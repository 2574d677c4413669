// Puts the code of a letter in its field. Without this script people type it.
(() => {
  "use strict";
  // The code stands behind the #, which a browser sends to nobody.
  const code = decodeURIComponent(location.hash.slice(1));
  const field = document.querySelector("[data-code-form] input[name='code']");
  if (field && /^[0-9A-Z-]{12,20}$/.test(code)) {
    field.value = code;
    field.closest("details")?.setAttribute("open", "");
    history.replaceState(null, "", location.pathname + location.search);
  }
})();
