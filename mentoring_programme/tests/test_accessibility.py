import json
import os
from pathlib import Path

from odoo.tests import HttpCase, tagged

DESKTOP, PHONE = "1280x800", "390x844"
# Log-in, address, what has to be there before it is looked at, and the part that is ours.
PAGES = (
    ("anita", "/odoo/my-mentoring", ".o_mentoring_home h2", ".o_mentoring_home"),
    ("anita", "/my/mentoring", ".o_mentoring_home h2", ".o_mentoring_portal"),
    ("audrey", "/odoo/my-mentoring", "[data-kind=pairing] button", ".o_mentoring_home"),
    ("beth", "/my/mentoring", "[data-kind=invitation] button", ".o_mentoring_portal"),
    ("jeffrey", "/odoo/my-mentoring", "[data-section=sessions]", ".o_mentoring_home"),
    ("jeffrey", "/my/mentoring", "[data-section=sessions]", ".o_mentoring_portal"),
    ("jeffrey", "/my/mentoring/safety", ".o_mentoring_portal h1", ".o_mentoring_portal"),
    ("jeffrey", "/my/mentoring/concern", ".o_mentoring_portal h1", ".o_mentoring_portal"),
    (
        "ernest",
        "/odoo/for-your-attention",
        ".o_mentoring_concerns h1, .o_mentoring_concerns p",
        ".o_mentoring_concerns",
    ),
    ("rachel", "/odoo/mentoring-desk", ".o_mentoring_desk h2", ".o_mentoring_desk"),
    ("anita", "/my/mentoring/data", ".o_mentoring_portal h2", ".o_mentoring_portal"),
)
# What axe-core calls serious or critical fails; the page scrolling sideways does, too.
LOOK = """
(async () => {
    const { violations } = await axe.run(%(part)s, { resultTypes: ["violations"] });
    const found = violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map((n) => n.html).join(" | ")}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
        found.push(`it scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    }
    if (!document.querySelector(%(part)s)) {
        found.push("there is nothing to look at");
    }
    console.log(found.length ? `FAULTS ${found.join("\\n")}` : "test successful");
    if (found.length) {
        console.error(found.join("\\n"));
    }
})();
"""


@tagged("post_install", "-at_install")
class TestAccessibility(HttpCase):
    """Pages of the demo company, looked at by axe-core on a desktop and on a phone.

    A console error fails as well: that is what Odoo's browser tests do.
    """

    def _look(self, login, url, ready, part, size=DESKTOP, spoil=""):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        axe = Path(os.environ["MENTORING_AXE"]).read_text()
        look = LOOK % {"part": json.dumps(part)}
        ready = f"!!document.querySelector({json.dumps(ready)})"
        try:
            self.browser_js(url, f"{axe};{spoil}{look}", ready, login=login, timeout=60)
        except AssertionError as error:
            # Without the code that was run, which is half a million characters long.
            raise AssertionError(str(error).rpartition('" failed')[2] or str(error)) from None

    def test_our_pages_have_no_serious_fault(self):
        for login, url, ready, part in PAGES:
            for size in (DESKTOP, PHONE):
                with self.subTest(f"{login} at {url}, {size}"):
                    self._look(login, url, ready, part, size)

    def test_a_fault_is_found(self):
        """Or the test above would pass whatever is on the pages."""
        spoil = "document.querySelector('.o_mentoring_home').innerHTML = '<img src=\"x.png\">';"
        with self.assertRaisesRegex(AssertionError, "image-alt"):
            self._look(*PAGES[0], spoil=spoil)
