"""The pictures of the page in README.md: taken of the sample corpus by Debian's chromium.

    make demo && python docs/pictures.py

The demo leaves the archive; the server that shows it is stopped again. Needs chromium.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright
from tour import ARCHIVE, PAGE, ROOT, STATEMENT, environment

FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1440, 820
PICTURES = {
    "document.png": (f"/documents/{STATEMENT}", 300),
    "compare.png": (f"/compare?new={STATEMENT}", 1900),
    "positions.png": ("/positions", 0),
}
"""What is visited, and how far down it is scrolled."""


def main() -> None:
    """Takes every picture."""
    chromium = shutil.which("chromium")
    if chromium is None or not (ROOT / ARCHIVE).exists():
        raise SystemExit("This needs chromium, and the archive that `make demo` leaves.")
    FOLDER.mkdir(exist_ok=True)
    command = f"{PAGE} --port 0".split()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(ARCHIVE), stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            said = server.stderr.readline() if server.stderr else ""
            found = re.search(r"http://\S+", said)
            if not found:
                raise SystemExit(f"the page did not start: {said}")
            taken(found[0].rstrip("/"), chromium)
        finally:
            server.terminate()


def taken(base: str, chromium: str) -> None:
    """Visits each address and keeps what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en")
        for name, (address, down) in PICTURES.items():
            page.goto(base + address)
            page.mouse.wheel(0, down)
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / name)
            print(Path(FOLDER / name).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
