// A walking list on a phone. What is entered is kept on the phone first, then sent; it leaves the phone when the portal
// says that it has it. Without this script the same forms are sent one by one.
(() => {
  "use strict";
  const root = document.querySelector("[data-walk]");
  const form = root?.querySelector("[data-walk-form]");
  if (!root || !form) return;
  const store = `looplijst-${root.dataset.walk}`;
  const part = (name) => root.querySelector(`[data-walk-${name}]`);
  const words = (name) => root.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`];
  const RETRY = 30000, AT_ONCE = 10;
  let is_busy = false, problem = "";

  // --- What waits on this phone: read anew each time, for a second tab may have changed it.
  function waiting() {
    try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return []; }
  }
  function keep(entries) {
    try {
      if (entries.length) localStorage.setItem(store, JSON.stringify(entries));
      else localStorage.removeItem(store);
      return true;
    } catch { return false; }
  }
  function newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // --- The list of doors
  const doors = [...root.querySelectorAll("[data-door]")];
  function doorOf(number) { return doors.find((door) => door.dataset.door === String(number)); }
  function mark(door, outcome, is_sent) {
    door.dataset.outcome = outcome;
    door.querySelector("[data-door-state]").textContent = outcome
      ? words(outcome === "refused" ? "wont" : outcome) + (is_sent ? "" : ` (${words("unsent")})`) : "";
  }
  function show(door) {
    part("where").textContent = door ? door.dataset.name : words("finished");
    form.hidden = !door;
    if (!door) return;
    form.elements.address.value = door.dataset.door;
    for (const each of doors) each.querySelector("a").removeAttribute("aria-current");
    door.querySelector("a").setAttribute("aria-current", "true");
  }
  function nextAfter(door) {
    const rest = [...doors.slice(doors.indexOf(door) + 1), ...doors];
    return rest.find((each) => !each.dataset.outcome)
      || rest.find((each) => each !== door && ["come_back", "not_home"].includes(each.dataset.outcome));
  }
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-door] a");
    if (!link) return;
    event.preventDefault();
    show(link.closest("[data-door]"));
    part("where").focus();
    part("where").scrollIntoView({ block: "start" });
  });

  // --- Entering
  function answers() {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (!["csrfmiddlewaretoken", "key", "address", "outcome"].includes(name) && value.trim()) {
        (found[name] ||= []).push(value);
      }
    }
    return found;
  }
  form.addEventListener("submit", (event) => {
    const outcome = event.submitter?.value || "answered";
    const fields = answers();
    const fault = part("fault");
    fault.hidden = true;
    if (outcome === "answered" && !Object.keys(fields).some((name) => name.startsWith("vraag-"))) {
      event.preventDefault();
      fault.textContent = words("empty");
      fault.hidden = false;
      return;
    }
    const entry = {
      key: newKey(), address: form.elements.address.value, outcome, at: new Date().toISOString(),
      fields: outcome === "answered" ? fields : { note: fields.note || [] },
    };
    // Where nothing can be kept, the form goes to the portal as it would without this script.
    if (!keep([...waiting(), entry])) return;
    event.preventDefault();
    const door = doorOf(entry.address);
    mark(door, outcome, false);
    form.reset();
    show(nextAfter(door));
    part("where").focus();
    send();
  });

  // --- Sending
  function token() {
    const found = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    return found ? found.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }
  async function sendSome(entries) {
    const answer = await fetch(root.dataset.sync, {
      method: "POST", redirect: "manual", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ entries: entries.map(({ why, ...entry }) => entry) }),
    });
    if (answer.type === "opaqueredirect") throw new Error("signIn");
    if (answer.status >= 500) throw new Error("offline");
    if (!answer.ok) throw new Error("refused");
    return (await answer.json()).results;
  }
  async function send() {
    if (is_busy) return;
    is_busy = true;
    let is_new = false;
    problem = "";
    try {
      for (;;) {
        const some = waiting().filter((entry) => !entry.why).slice(0, AT_ONCE);
        if (!some.length) break;
        report();
        const results = new Map((await sendSome(some)).map((result) => [result.key, result]));
        const left = waiting().flatMap((entry) => {
          const result = results.get(entry.key);
          if (!result) return [entry];
          if (result.state === "refused") return [{ ...entry, why: result.why }];
          is_new = true;
          const door = doorOf(entry.address);
          if (door) mark(door, entry.outcome, true);
          return [];
        });
        keep(left);
        if (some.every((entry) => !results.has(entry.key))) throw new Error("refused");
      }
    } catch (error) {
      problem = ["signIn", "refused"].includes(error.message) ? error.message : "offline";
    }
    is_busy = false;
    report();
    if (is_new) keepPage([location.pathname]);
  }

  // --- What is said of it
  function report() {
    const entries = waiting(), refused = entries.filter((entry) => entry.why);
    const number = entries.length - refused.length;
    part("status").textContent = number
      ? `${number} ${words(number === 1 ? "waitsOne" : "waits")} ${words(problem || "sending")}`
      : words(refused.length ? "notKept" : "allSent");
    part("status").dataset.state = number ? problem || "sending" : refused.length ? "refused" : "sent";
    part("sign-in").hidden = problem !== "signIn" || !number;
    part("refused").hidden = !refused.length;
    part("refused-list").replaceChildren(...refused.map(refusedLine));
    part("done").disabled = entries.length > 0;
  }
  function refusedLine(entry) {
    const line = document.createElement("li"), text = document.createElement("p");
    text.textContent = `${doorOf(entry.address)?.dataset.name || entry.address}: ${entry.why}`;
    line.append(text, button(words("open"), () => reopen(entry)), button(words("drop"), () => drop(entry)));
    return line;
  }
  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "utrecht-button utrecht-button--secondary-action wp-button wp-button--small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }
  function drop(entry) {
    keep(waiting().filter((each) => each.key !== entry.key));
    report();
  }
  function reopen(entry) {
    show(doorOf(entry.address));
    form.reset();
    for (const [name, values] of Object.entries(entry.fields)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
        else field.value = values[0] || "";
      }
    }
    drop(entry);
    part("where").focus();
  }

  // --- Without a connection
  function keepPage(addresses) {
    navigator.serviceWorker?.ready.then((ready) => ready.active.postMessage({ keep: addresses }));
  }
  function files() {
    const own = performance.getEntriesByType("resource").map((each) => each.name);
    const named = [...document.querySelectorAll("link[rel='stylesheet'], script[src]")].map((each) => each.href || each.src);
    return [...new Set([...own, ...named])].filter((name) => name.startsWith(location.origin) && !name.includes("/looplijsten/"));
  }
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data?.kept) { part("ready").hidden = false; root.dataset.ready = "ja"; }
    });
    navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope })
      .then(() => { if (navigator.onLine) keepPage([location.pathname, ...files()]); }, () => {});
  }
  part("done").addEventListener("click", async () => {
    keep([]);
    await window.caches?.delete("looplijsten-1");
    const known = await navigator.serviceWorker?.getRegistration(root.dataset.scope);
    await known?.unregister();
    location.assign(root.dataset.lists);
  });

  for (const entry of waiting()) {
    const door = doorOf(entry.address);
    if (door) mark(door, entry.outcome, false);
  }
  const current = doorOf(form.elements.address.value);
  // A page that was kept shows the door of then; what was entered since counts.
  if (current?.dataset.outcome && !location.search) show(nextAfter(current));
  part("offline").hidden = false;
  report();
  send();
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  window.setInterval(() => { if (waiting().some((entry) => !entry.why)) send(); }, RETRY);
})();
