"""What axe finds on a page (WCAG 2.2 AA and its best practices), with the contrast of each look measured once.

Contrast is nine tenths of what axe spends on a page: it looks at every text by itself, although thirty rows of a table
look the same. Here texts with the same letters on the same ground are one look; a look that axe has passed is not
asked again, on any page. A look is left out of this, and asked every time, when something else than a colour lies under
it (a picture, or a place that hangs loose of the page).

The size of what is to be pressed is two thirds of the rest, and only asked of a page on which anything is small and near
something else, or lies over it: elsewhere axe has nothing to find.

A page that was seen on a telephone is asked again on a laptop only for what can differ there: what hangs on sizes, and
what appears or goes with the width (a menu, a column). The same menu that appears on a hundred pages is asked once.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Selectors and style sheets as text are for reports and rules that we do not ask for.
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
    "selectors": False,
    "preload": False,
}
SIZES = OPTIONS | {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
CONTRAST = {
    "runOnly": ["color-contrast"],
    "resultTypes": ["violations", "passes"],
    "elementRef": True,
    "selectors": False,
    "preload": False,
}
# Pins of a map may lie close together: the list beside it has the same links, large enough (WCAG 2.5.8, the exception
# “Equivalent”). They are still near others, so that a button that is too close to a pin is found.
BUT_PINS = 'axe.configure({ rules: [{ id: "target-size", selector: "*:not(.leaflet-marker-icon)" }] });'
SCRIPT = f"{Axe().axe_script}\n{BUT_PINS}"
EVERYTHING_BUT_CONTRAST = """([context, options]) => {
  const MINIMUM = 24;
  const ROLES = "button link checkbox combobox listbox menuitem menuitemcheckbox menuitemradio option radio searchbox slider "
    + "spinbutton switch tab textbox treeitem";
  const PRESSED = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, "
    + "[tabindex]:not([tabindex='-1']), [contenteditable], "
    + ROLES.split(" ").map((role) => `[role=${role}]`).join(", ");
  const targets = [...document.querySelectorAll(PRESSED)]
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
  const isCrowded = targets.some((one, index) => {
    for (const other of targets.slice(index + 1)) {
      if (other.box.top > one.box.bottom + MINIMUM) return false;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      if (isNear(one, other)) return true;
    }
    return false;
  });
  if (options.runOnly.type === "rule" && !isCrowded && ![...document.querySelectorAll("*")].some(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth || scrollHeight > clientHeight
  )) return { violations: [] };
  return axe.run(context ?? document, { ...options, rules: { ...options.rules, "target-size": { enabled: isCrowded } } });
}"""
CONTRAST_OF_NEW_LOOKS = """async ([context, options, seen]) => {
  const grounds = new Map(), looks = new Map(), known = new Set(seen);
  let loose = 0;
  const groundOf = (element) => {
    if (!element) return "canvas";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element), colour = style.backgroundColor;
      const isClear = colour === "rgba(0, 0, 0, 0)" && style.opacity === "1";
      const isSolid = colour.startsWith("rgb(") && style.opacity === "1";
      const isMore = style.backgroundImage !== "none" || style.mixBlendMode !== "normal" || style.filter !== "none";
      const isLoose = ["absolute", "fixed"].includes(style.position) && !isSolid;
      grounds.set(element,
        isMore || isLoose ? `loose ${loose++}`
        : isSolid ? colour
        : isClear ? groundOf(element.parentElement)
        : `${colour} ${style.opacity} on ${groundOf(element.parentElement)}`);
    }
    return grounds.get(element);
  };
  const hasText = (element) => element.matches("input, select, textarea")
    || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const start = context ? document.querySelector(context) : document.body;
  for (const element of start.querySelectorAll("*")) {
    if (!hasText(element) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const isOff = Boolean(element.closest(":disabled, [aria-disabled=true]"));
    const hint = element.placeholder ? getComputedStyle(element, "::placeholder").color : "";
    const look = [style.color, hint, style.fontSize, style.fontWeight, style.textShadow, isOff, groundOf(element)].join("; ");
    if (!known.has(look) && !looks.has(look)) looks.set(look, element);
  }
  if (!looks.size) return { violations: [], passed: [] };
  const { violations, passes } = await axe.run({ include: [...looks.values()] }, options);
  const good = new Set(passes.flatMap((rule) => rule.nodes).map((node) => node.element));
  return {
    violations: violations.map(({ id, help, nodes }) =>
      ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })),
    passed: [...looks].filter(([look, element]) => good.has(element) && !look.includes("loose")).map(([look]) => look),
  };
}"""
IS_SHOWN = "(element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })"
REMEMBER_WHAT_IS_SHOWN = f"""() => {{
  window.shownBefore = new Set([...document.querySelectorAll("*")].filter({IS_SHOWN}));
}}"""
# Where a link leads and the token of a form make no other menu.
WHAT_CAME_AND_WENT = f"""() => {{
  const before = window.shownBefore, now = new Set([...document.querySelectorAll("*")].filter({IS_SHOWN}));
  const roots = (some, others) => [...some].filter((element) => !others.has(element))
    .filter(({{ parentElement }}) => !some.has(parentElement) || others.has(parentElement))
    .map(({{ outerHTML }}) => outerHTML.replace(/ (href|action|value)="[^"]+"/g, ' $1="…"'));
  return ["came", ...roots(now, before), "went", ...roots(before, now)].join("\\n");
}}"""


class AccessibilityChecker:
    """Axe for the pages of one test; it remembers which looks have enough contrast, and which parts came with a width."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.came_and_went: set[str] = set()

    def faults(self, page: Page, context: str | None = None) -> list[str]:
        """Return what is wrong on a page, or in the part of it that a selector names."""
        return self._faults(page, context, OPTIONS)

    def remember_what_is_shown(self, page: Page) -> None:
        """Look at what is to be seen on a page, before only the width of the screen changes."""
        page.evaluate(REMEMBER_WHAT_IS_SHOWN)

    def faults_by_width(self, page: Page) -> list[str]:
        """Return what is wrong on a page that was found good at another width and remembered there."""
        came_and_went = page.evaluate(WHAT_CAME_AND_WENT)
        found = self._faults(page, None, SIZES if came_and_went in self.came_and_went else OPTIONS)
        if not found:
            self.came_and_went.add(came_and_went)
        return found

    def _faults(self, page: Page, context: str | None, options: dict) -> list[str]:
        page.wait_for_load_state("load")
        if not page.evaluate("() => Boolean(window.axe)"):
            page.evaluate(SCRIPT)
        violations = page.evaluate(EVERYTHING_BUT_CONTRAST, [context, options])["violations"]
        contrast = page.evaluate(CONTRAST_OF_NEW_LOOKS, [context, CONTRAST, sorted(self.passed)])
        self.passed.update(contrast["passed"])
        return [
            f"{violation['id']}: {violation['help']} — {node['html'][:300]} — {node.get('failureSummary', '')}"
            for violation in [*violations, *contrast["violations"]]
            for node in violation["nodes"]
        ]
