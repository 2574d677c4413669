// A form with data-autosave saves itself: some seconds after the last key, and when one leaves a field. It
// always says whether it worked, in the words that its status has with it. Without this file the Save button does
// the same.
(function () {
  "use strict";
  const IDLE = 2500;
  const PRESENCE = 20000;
  const AGAIN = 15000;

  function start(form) {
    const status = form.querySelector("[data-editing-status]");
    const presence = form.querySelector("[data-editing-presence]");
    const version = form.querySelector("[data-version]");
    let timer = 0;
    let busy = false;
    let dirty = false;
    let leaving = false;
    let asked = null;
    let sent = content();

    function content() {
      const data = new FormData(form);
      data.delete("csrfmiddlewaretoken");
      data.delete("version");
      return new URLSearchParams(data).toString();
    }

    function tell(state, text, link) {
      status.dataset.state = state;
      status.textContent = text;
      if (!link) return;
      const anchor = document.createElement("a");
      anchor.href = window.location.pathname;
      anchor.className = "utrecht-link utrecht-link--html-a";
      anchor.textContent = link;
      status.append(" ", anchor);
    }

    function plan(wait) {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, wait);
    }

    async function save(last) {
      window.clearTimeout(timer);
      const now = content();
      if (leaving || busy || now === sent) {
        dirty = now !== sent;
        return;
      }
      busy = true;
      tell("busy", status.dataset.busy);
      try {
        const response = await fetch(form.action || window.location.href, {
          method: "POST",
          body: new URLSearchParams(new FormData(form)),
          headers: { "X-Editing": "autosave", Accept: "application/json" },
          credentials: "same-origin",
          // What goes out while the page closes may not be larger than this.
          keepalive: last === true && now.length < 60000,
        });
        const isJson = (response.headers.get("Content-Type") || "").includes("json");
        if (!isJson) throw new Error(response.redirected || response.status === 403 ? status.dataset.signedOut : "");
        const answer = await response.json();
        tell(answer.state, answer.text, answer.link);
        if (answer.version && answer.state === "saved") version.value = answer.version;
        sent = now;
        dirty = false;
      } catch (problem) {
        dirty = true;
        tell("failed", status.dataset.failed + " " + (problem.message && !(problem instanceof TypeError) ? problem.message : status.dataset.offline));
        plan(AGAIN);
      } finally {
        busy = false;
      }
      if (asked) return form.requestSubmit(asked.button);
      if (content() !== now) plan(IDLE);
    }

    async function ask() {
      if (document.hidden) return;
      try {
        const response = await fetch(window.location.pathname, { headers: { "X-Editing": "presence", Accept: "application/json" }, credentials: "same-origin" });
        if (response.ok) {
          const text = (await response.json()).text;
          if (presence.textContent !== text) presence.textContent = text;
        }
      } catch { /* The next time again: presence is a courtesy. */ }
    }

    form.addEventListener("input", function () { plan(IDLE); });
    form.addEventListener("change", function () { plan(400); });
    form.addEventListener("submit", function (event) {
      // What is on its way gives the form a new version; without it one would be in conflict with oneself.
      if (busy) {
        event.preventDefault();
        asked = { button: event.submitter };
      } else {
        leaving = true;
      }
    });
    document.addEventListener("visibilitychange", function () { if (document.hidden) save(true); });
    window.addEventListener("beforeunload", function (event) {
      if (!leaving && (dirty || busy)) event.preventDefault();
    });
    window.setInterval(ask, PRESENCE);
    // The editor of rich text writes its own HTML when it starts; that is no change of the person's.
    form.addEventListener("richtext:ready", function () { if (!dirty) sent = content(); });
  }

  document.querySelectorAll("form[data-autosave]").forEach(start);
})();
