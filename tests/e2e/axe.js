// What axe is asked in the browser, in one go: setting up is half of the work, whatever the number of rules.
(() => {
  const MINIMUM = 24;
  const ROLES = "button link checkbox combobox listbox menuitem menuitemcheckbox menuitemradio option radio searchbox "
    + "slider spinbutton switch tab textbox treeitem";
  const PRESSED = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, "
    + "[tabindex]:not([tabindex='-1']), [contenteditable], "
    + ROLES.split(" ").map((role) => `[role=${role}]`).join(", ");
  const FIELDS = "select, textarea, "
    + "input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=hidden], [type=image])";
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // What can differ between two widths of the same page.
  const OF_SIZES = ["target-size", "scrollable-region-focusable"];

  // Two rules look only at what is marked. Pins of a map may lie close together: the list beside it has the same links,
  // large enough (WCAG 2.5.8, the exception “Equivalent”). They are still near others, so that a button that is too
  // close to a pin is found.
  axe.configure({
    noHtml: true,
    rules: [
      { id: "color-contrast", selector: "[data-new-look]" },
      { id: "target-size", selector: "[data-crowded]:not(.leaflet-marker-icon)" },
    ],
  });
  axe.addReporter("portal", (rules, options, done) => {
    const faults = rules.flatMap(({ id, help, violations }) => violations.map(({ node, any, all, none }) => ({
      id, help, html: node.element.outerHTML, why: [...any, ...all, ...none].map(({ message }) => message).join("; ") })));
    const passed = (asked) => (rules.find(({ id }) => id === asked)?.passes ?? []).map(({ node }) => node.element);
    done({ faults, legible: new Set(passed("color-contrast")), large: passed("target-size") });
  });

  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // What every element has from those around it, worked out once for each.
  const inherited = (ofOne) => {
    const known = new Map();
    const of = (element) => {
      if (!element) return ofOne(null);
      if (!known.has(element)) known.set(element, ofOne(element, () => of(element.parentElement)));
      return known.get(element);
    };
    return of;
  };

  // Whether something is to be seen: not in a point, or beside the page, where only a screen reader finds it.
  const isOnThePage = () => inherited((element, around) => {
    if (!element) return true;
    const { right, bottom, width, height } = element.getBoundingClientRect();
    const isPoint = width <= 1 && height <= 1 && getComputedStyle(element).overflow !== "visible";
    return !isPoint && (!width || right + scrollX > 0) && (!height || bottom + scrollY > 0) && around();
  });

  // Where a link leads, what a field holds and the token of a form make nothing else of it.
  const htmlOf = ({ outerHTML }) => outerHTML.replace(/ (href|action|value)="[^"]*"/g, "").replace(' aria-current="page"', "");

  // What is to be pressed and is small and near something else, or lies over it; each with how it lies among the others.
  const crowdedIn = () => {
    const onThePage = isOnThePage();
    const targets = [...document.querySelectorAll(PRESSED)]
      .filter((element) => isShown(element) && onThePage(element))
      .flatMap((element) => [...element.getClientRects()].map((box) => ({
        element, box, isSmall: box.width < MINIMUM || box.height < MINIMUM,
        x: box.x + box.width / 2, y: box.y + box.height / 2 })))
      .filter(({ box }) => box.width && box.height)
      .sort((one, other) => one.box.top - other.box.top);
    const middleToBox = ({ x, y }, { box }) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const isNear = (one, other) => {
      const [a, b] = [one.box, other.box];
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) return true;
      return (one.isSmall && middleToBox(one, other) < MINIMUM / 2) || (other.isSmall && middleToBox(other, one) < MINIMUM / 2)
        || (one.isSmall && other.isSmall && Math.hypot(one.x - other.x, one.y - other.y) < MINIMUM);
    };
    const found = new Map();
    const note = (one, other) => {
      const place = [other.box.left - one.box.left, other.box.top - one.box.top, other.box.width, other.box.height];
      found.set(one.element, `${found.get(one.element) ?? htmlOf(one.element)}\n${place.map(Math.round)} ${htmlOf(other.element)}`);
    };
    targets.forEach((one, index) => {
      for (const other of targets.slice(index + 1)) {
        if (other.box.top > one.box.bottom + MINIMUM) break;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        if (isNear(one, other)) note(one, other), note(other, one);
      }
    });
    return found;
  };

  // One element for each look: the same letters on the same ground.
  const looksOf = (start) => {
    const looks = new Map(), onThePage = isOnThePage();
    let loose = 0;
    const faded = inherited((element, around) => element ? around() * getComputedStyle(element).opacity : 1);
    const groundOf = inherited((element, around) => {
      if (!element) return "canvas";
      const style = getComputedStyle(element), colour = style.backgroundColor;
      const isClear = colour === "rgba(0, 0, 0, 0)", isSolid = colour.startsWith("rgb(");
      const isMore = style.backgroundImage !== "none" || style.mixBlendMode !== "normal" || style.filter !== "none";
      const isLoose = ["absolute", "fixed"].includes(style.position) && !isSolid;
      return isMore || isLoose ? `loose ${loose++}` : isClear ? around()
        : isSolid && faded(element) === 1 ? colour : `${colour} ${faded(element)} on ${around()}`;
    });
    // Of one letter axe says nothing, and it does not look at what is drawn.
    const hasText = (element) => element.matches(FIELDS)
      || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
    const isClear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
    for (const element of start.querySelectorAll("*")) {
      if (!hasText(element) || !isShown(element) || !onThePage(element)) continue;
      const style = getComputedStyle(element);
      const isOff = Boolean(element.closest(":disabled, [aria-disabled=true]"));
      const hint = element.placeholder ? getComputedStyle(element, "::placeholder").color : "";
      if (isClear(style.color) && (!hint || isClear(hint))) continue;
      const look = [style.color, hint, style.fontSize, style.fontWeight, style.textShadow, isOff, faded(element), groundOf(element)]
        .join("; ");
      if (!looks.has(look)) looks.set(look, element);
    }
    return looks;
  };

  const marking = async (name, elements, act) => {
    for (const element of elements) element.setAttribute(name, "");
    try {
      return await act();
    } finally {
      for (const element of elements) element.removeAttribute(name);
    }
  };

  // Returns the faults, and what was found good: looks, and how something lies among others. `context` is a selector or
  // null, `good` is what was found good before.
  window.askAxe = async ({ context, onlySizes, good }) => {
    const known = new Set(good), crowded = crowdedIn();
    const near = [...crowded.keys()].filter((element) => !known.has(crowded.get(element)));
    const looks = new Map([...looksOf(context ? document.querySelector(context) : document.body)]
      .filter(([look]) => !known.has(look)));
    const isScrolled = () => [...document.querySelectorAll("*")].some(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth || scrollHeight > clientHeight);
    if (onlySizes && !near.length && !looks.size && !isScrolled()) return { faults: [], good: [] };
    const options = {
      reporter: "portal",
      runOnly: onlySizes ? [...OF_SIZES, "color-contrast"] : TAGS,
      rules: { "color-contrast": { enabled: looks.size > 0 }, "target-size": { enabled: near.length > 0 } },
      resultTypes: ["violations", "passes"],
      elementRef: true, selectors: false, preload: false,
    };
    const { faults, legible, large } = await marking("data-new-look", looks.values(), () =>
      marking("data-crowded", near, () => axe.run(context ?? document, options)));
    const goodLooks = [...looks].filter(([look, element]) => legible.has(element) && !look.includes("loose"));
    return { faults, good: [...goodLooks.map(([look]) => look), ...large.map((element) => crowded.get(element))] };
  };

  window.rememberWhatIsShown = () => {
    window.shownBefore = new Set([...document.querySelectorAll("*")].filter(isShown));
  };

  // What came and what went since then.
  window.whatCameAndWent = () => {
    const before = window.shownBefore, now = new Set([...document.querySelectorAll("*")].filter(isShown));
    const roots = (some, others) => [...some].filter((element) => !others.has(element))
      .filter(({ parentElement }) => !some.has(parentElement) || others.has(parentElement))
      .map(htmlOf);
    return ["came", ...roots(now, before), "went", ...roots(before, now)].join("\n");
  };
})();
