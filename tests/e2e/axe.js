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

  // Three rules look only at what is marked. Pins of a map may lie close together: the list beside it has the same links,
  // large enough (WCAG 2.5.8, the exception “Equivalent”). They are still near others, so that a button that is too
  // close to a pin is found.
  axe.configure({
    noHtml: true,
    rules: [
      { id: "color-contrast", selector: "[data-new-look]" },
      { id: "target-size", selector: "[data-crowded]:not(.leaflet-marker-icon)" },
      { id: "link-in-text-block", selector: "[data-bare-link]" },
    ],
  });
  axe.addReporter("portal", (rules, options, done) => {
    const faults = rules.flatMap(({ id, help, violations }) => violations.map(({ node, any, all, none }) => ({
      id, help, html: node.element.outerHTML, why: [...any, ...all, ...none].map(({ message }) => message).join("; ") })));
    // What passed for a reason of its own, such as that it lies under something, says nothing of the next one like it.
    const passed = (asked) => (rules.find(({ id }) => id === asked)?.passes ?? [])
      .filter(({ any }) => any.every(({ data }) => !data?.messageKey)).map(({ node }) => node.element);
    done({ faults, legible: new Set(passed("color-contrast")), large: passed("target-size") });
  });

  // Of what stands on a picture or on colours that run over axe cannot say whether it is legible, and does not.
  const PICTURE = "picture";

  // 53 bits (two ways of FNV-1a side by side) that stand for a text: what is known goes to and from every page.
  const keyOf = (text) => {
    let one = 0x811c9dc5, other = 0x9e3779b1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 15);
    }
    return (one >>> 0) * 2 ** 21 + (other >>> 11);
  };

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

  // Whether all of something can be seen for sure: nothing that hangs loose lies over it, and no part around it shows only
  // some of itself. Axe leaves out what is covered or cut off, also among the neighbours.
  const isInSight = () => {
    const loose = [...document.querySelectorAll("body *")]
      .filter((element) => ["absolute", "fixed", "sticky"].includes(getComputedStyle(element).position) && isShown(element));
    const isCutOff = inherited((element, around) => {
      if (!element || element === document.body) return false;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      const isMore = clientWidth && (scrollWidth > clientWidth || scrollHeight > clientHeight);
      return (isMore && getComputedStyle(element).overflow !== "visible") || around();
    });
    const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return (element) => !isCutOff(element) && !loose.some((other) => !other.contains(element) && !element.contains(other)
      && overlap(other.getBoundingClientRect(), element.getBoundingClientRect()));
  };

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
      // A small neighbour is a circle around the middle of what is to be seen of it, which may be any part.
      return (one.isSmall && middleToBox(one, other) < MINIMUM) || (other.isSmall && middleToBox(other, one) < MINIMUM);
    };
    const found = new Map(), beside = new Map();
    const note = (one, other) => {
      const place = [other.box.left - one.box.left, other.box.top - one.box.top, other.box.width, other.box.height];
      const self = found.get(one.element) ?? `${[one.box.width, one.box.height].map(Math.round)} ${htmlOf(one.element)}`;
      found.set(one.element, `${self}\n${place.map(Math.round)} ${htmlOf(other.element)}`);
      beside.set(one.element, [...(beside.get(one.element) ?? []), other.element]);
    };
    targets.forEach((one, index) => {
      for (const other of targets.slice(index + 1)) {
        if (other.box.top > one.box.bottom + MINIMUM) break;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        if (isNear(one, other)) note(one, other), note(other, one);
      }
    });
    return { crowded: found, beside };
  };

  // Whether there is something to scroll, as the rule about it sees that: by 13 px or more, in a direction that scrolls.
  const hasScrolled = () => [...document.querySelectorAll("body *")].some((element) => {
    const isWide = element.scrollWidth > element.clientWidth + 13, isHigh = element.scrollHeight > element.clientHeight + 13;
    if (!isWide && !isHigh) return false;
    const { overflowX, overflowY } = getComputedStyle(element), scrolls = ["auto", "scroll"];
    return (isWide && scrolls.includes(overflowX)) || (isHigh && scrolls.includes(overflowY));
  });

  // One element for each look: the same letters on the same ground.
  const looksOf = (start) => {
    const looks = new Map(), onThePage = isOnThePage();
    let loose = 0;
    const faded = inherited((element, around) => element ? around() * getComputedStyle(element).opacity : 1);
    const groundOf = inherited((element, around) => {
      if (!element) return "canvas";
      const style = getComputedStyle(element), colour = style.backgroundColor;
      const isClear = colour === "rgba(0, 0, 0, 0)", isSolid = colour.startsWith("rgb(");
      const isMixed = style.mixBlendMode !== "normal" || style.filter !== "none";
      const isLoose = ["absolute", "fixed"].includes(style.position) && !isSolid;
      if (isMixed || isLoose) return `loose ${loose++}`;
      return style.backgroundImage !== "none" ? PICTURE : isClear ? around()
        : isSolid && faded(element) === 1 ? colour
          : `${colour} ${faded(element)} on ${around()}${isSolid ? ", alone" : ""}`;
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
      // What hangs loose lies over something else at every place.
      const known = look.includes("loose") ? `${look}; ${loose++}` : look;
      if (!look.endsWith(PICTURE) && !looks.has(known)) looks.set(known, element);
    }
    return looks;
  };

  // Links without a line under them, or in a text with lines: any other link differs from the text around it.
  const bareLinksIn = (start) => {
    const isUnderlined = (element) => getComputedStyle(element).textDecorationLine.includes("underline");
    const isInLines = inherited((element, around) => Boolean(element) && (isUnderlined(element) || around()));
    return [...start.querySelectorAll("a[href], [role=link]")]
      .filter((link) => !isUnderlined(link) || isInLines(link.parentElement));
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
  // null, `good` is what was found good before; of both only the keys.
  window.askAxe = async ({ context, onlySizes, good }) => {
    const known = new Set(good), { crowded, beside } = crowdedIn();
    const near = [...crowded.keys()].filter((element) => !known.has(keyOf(crowded.get(element))));
    const start = context ? document.querySelector(context) : document.body;
    const looks = new Map([...looksOf(start)]
      .filter(([look]) => !known.has(keyOf(look))));
    if (onlySizes && !near.length && !looks.size && !hasScrolled()) return { faults: [], good: [] };
    const options = {
      reporter: "portal",
      runOnly: onlySizes ? [...OF_SIZES, "color-contrast"] : TAGS,
      rules: { "color-contrast": { enabled: looks.size > 0 }, "target-size": { enabled: near.length > 0 } },
      resultTypes: ["violations", "passes"],
      elementRef: true, selectors: false, preload: false,
    };
    const { faults, legible, large } = await marking("data-new-look", [...looks.values()], () =>
      marking("data-crowded", near, () => marking("data-bare-link", bareLinksIn(start), () =>
        axe.run(context ?? document, options))));
    const goodLooks = [...looks].filter(([look, element]) => legible.has(element) && !look.includes("loose"));
    const inSight = large.length ? isInSight() : null;
    const goodPlaces = large.filter((element) => [element, ...beside.get(element)].every(inSight));
    return { faults, good: [...goodLooks.map(([look]) => look), ...goodPlaces.map((element) => crowded.get(element))].map(keyOf) };
  };

  window.rememberWhatIsShown = () => {
    window.shownBefore = new Set([...document.querySelectorAll("*")].filter(isShown));
  };

  // What came and what went since then, as a key.
  window.whatCameAndWent = () => {
    const before = window.shownBefore, now = new Set([...document.querySelectorAll("*")].filter(isShown));
    const roots = (some, others) => [...some].filter((element) => !others.has(element))
      .filter(({ parentElement }) => !some.has(parentElement) || others.has(parentElement))
      .map(htmlOf);
    return keyOf(["came", ...roots(now, before), "went", ...roots(before, now)].join("\n"));
  };
})();
