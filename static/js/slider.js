// Puts a slider under a number that someone may also type. Without this script the field alone does the work.
(() => {
  "use strict";
  const written = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 2 });
  const read = (text) => Number(text.trim().replace("−", "-").replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".")) || 0;

  for (const place of document.querySelectorAll("[data-slider]")) {
    const field = document.getElementById(place.dataset.slider);
    const unit = document.getElementById(place.dataset.sliderUnit);
    if (!field || !unit) continue;
    const slider = document.createElement("input");
    const output = document.createElement("output");
    slider.type = "range";
    slider.setAttribute("aria-label", place.dataset.sliderLabel);
    place.classList.add("st-slider");
    place.append(slider, output);

    const most = Number(place.dataset.sliderMost);
    const euros = Number((place.dataset.sliderEuros || "0").replace(",", "."));
    const show = () => {
      const value = Number(slider.value);
      const text = unit.value === "euro" ? `€ ${written.format(value)}` : `${written.format(value)} %`;
      output.textContent = value > 0 ? `+ ${text}` : text;
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    const scale = () => {
      const inEuros = unit.value === "euro";
      const reach = inEuros ? Math.max(1000, Math.round((euros * most) / 100 / 500) * 500) : most;
      slider.min = -reach;
      slider.max = reach;
      slider.step = inEuros ? 500 : 0.1;
      slider.value = read(field.value);
      show();
    };
    slider.addEventListener("input", () => {
      field.value = written.format(Number(slider.value)).replace("−", "-");
      show();
    });
    // Letting go of the slider works the change out at once.
    slider.addEventListener("change", () => field.form.requestSubmit(field.form.querySelector("button:not([formmethod])")));
    field.addEventListener("input", scale);
    unit.addEventListener("change", scale);
    scale();
  }
})();
