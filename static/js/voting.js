// Adds up on the ballot. Without this script the server does when it is asked to.
(() => {
  "use strict";
  const ballot = document.querySelector("[data-ballot]");
  if (!ballot) return;
  const euros = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR", minimumFractionDigits: 0 });
  const { method } = ballot.dataset;
  const limit = Number(method === "knapsack" ? ballot.dataset.budget : ballot.dataset.most);
  const meter = ballot.querySelector("[data-meter]");
  const warning = ballot.querySelector("[data-warning]");
  const shown = ballot.querySelector("[data-spent], [data-used]");
  ballot.querySelector("[data-add-up]").hidden = true;

  const add = () => {
    let sum = 0;
    for (const card of ballot.querySelectorAll(".vo-card")) {
      const input = card.querySelector("input:checked, select");
      const value = Number(input?.value || 0);
      card.classList.toggle("vo-card--chosen", value > 0);
      if (value > 0) sum += method === "knapsack" ? Number(card.dataset.cost) : method === "stickers" ? value : 1;
    }
    shown.textContent = method === "knapsack" ? euros.format(sum) : String(sum);
    meter.value = Math.min(sum, limit);
    warning.hidden = sum <= limit;
  };
  ballot.addEventListener("change", add);
  add();
})();
