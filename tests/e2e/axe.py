"""What axe finds on a page (WCAG 2.2 AA and its best practices), with the contrast of each look measured once.

Contrast is nine tenths of what axe spends on a page: it looks at every text by itself, although thirty rows of a table
look the same. Here texts with the same letters on the same ground are one look; a look that axe has passed is not
asked again, on any page. A look is left out of this, and asked every time, when it hangs loose of the page or is mixed with
what lies under it; and it is not asked at all on a picture, as axe has no answer there.

The size of what is to be pressed is two thirds of the rest, and only asked of what is small and near something else, or
lies over it: of anything else axe has nothing to find. What lies among others as it did on a page before is not asked
again.

A link in a text is only asked for when it has no line under it.

A page that was seen on a telephone is asked again on a laptop only for what can differ there: what hangs on sizes, and
what appears or goes with the width (a menu, a column). The same menu that appears on a hundred pages is asked once.
"""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

SCRIPT = f"{Axe().axe_script}\n{Path(__file__).with_suffix('.js').read_text(encoding='utf-8')}"


class AccessibilityChecker:
    """Axe for the pages of a run; it remembers what was found good, and which parts came with a width, by their keys.

    `address` is where the site under test gives `SCRIPT`, which a browser then reads once and not for every page.
    """

    def __init__(self, address: str = "") -> None:
        self.address = address
        self.good: set[int] = set()
        self.came_and_went: set[int] = set()

    def faults(self, page: Page, context: str | None = None) -> list[str]:
        """Return what is wrong on a page, or in the part of it that a selector names."""
        return self._faults(page, context=context)

    def remember_what_is_shown(self, page: Page) -> None:
        """Look at what is to be seen on a page that was asked, before only the width of the screen changes."""
        page.evaluate("() => rememberWhatIsShown()")

    def faults_by_width(self, page: Page) -> list[str]:
        """Return what is wrong on a page that was found good at another width and remembered there."""
        came_and_went = page.evaluate("() => whatCameAndWent()")
        found = self._faults(page, only_sizes=came_and_went in self.came_and_went)
        if not found:
            self.came_and_went.add(came_and_went)
        return found

    def _faults(self, page: Page, *, context: str | None = None, only_sizes: bool = False) -> list[str]:
        page.wait_for_load_state("load")
        if not page.evaluate("() => Boolean(window.askAxe)"):
            self._bring(page)
        asked = {"context": context, "onlySizes": only_sizes, "good": list(self.good)}
        found = page.evaluate("(asked) => askAxe(asked)", asked)
        self.good.update(found["good"])
        return [
            f"{fault['id']}: {fault['help']} — {fault['html'][:300]} — {fault['why']}"
            for fault in found["faults"]
        ]

    def _bring(self, page: Page) -> None:
        # Where a page of ours has scripts, its policy lets this one in as well, and the browser keeps it.
        if self.address and getattr(page, "runs_scripts", False) and page.query_selector("script[src]"):
            try:
                page.add_script_tag(url=self.address)
            except Error:  # without a connection
                pass
            else:
                return
        page.evaluate(SCRIPT)
