// Says so on the page when a passkey does not work: the browser or the device only tells the script.
(function () {
  "use strict";
  let pressed = null;
  document.addEventListener("click", (event) => { pressed = event.target.closest("button") || pressed; });
  document.addEventListener("allauth.error", (event) => {
    const words = document.getElementById("passkey-trouble");
    if (!words || !pressed) return;
    event.preventDefault();
    const earlier = pressed.previousElementSibling;
    if (earlier && earlier.matches("[data-passkey-trouble]")) earlier.remove();
    pressed.before(words.content.cloneNode(true));
  });
})();
