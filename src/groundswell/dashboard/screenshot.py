"""Takes the picture of a page that the README shows, with a Chromium that is already installed.

python -m groundswell.dashboard.screenshot warehouse/demo.html docs/images/portfolio.png
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing leaves the machine, and nothing of the user's own profile is touched.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--enable-logging=stderr",
)
SCHEMES = {"light": 1, "dark": 0}
DRAWING_MS = 8000  # of the page's own clock
TIMEOUT_S = 90


class ScreenshotError(RuntimeError):
    """No picture could be taken; the message is one line."""


def find_browser() -> str | None:
    """The first Chromium on the path, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def browse(url: str, *arguments: str, scheme: str = "light") -> subprocess.CompletedProcess[str]:
    """Open a page in a headless browser with an empty profile, let it draw, and end.

    Args:
        url: What to open.
        arguments: Further flags, such as `--dump-dom`.
        scheme: `light` or `dark`.

    Raises:
        ScreenshotError: There is no browser, or it fails or hangs.
    """
    browser = find_browser()
    if browser is None:
        raise ScreenshotError(f"No browser on the path: install one of {', '.join(BROWSERS)}.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            f"--virtual-time-budget={DRAWING_MS}",
            *arguments,
            url,
        ]
        try:
            return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=True)
        except subprocess.TimeoutExpired as error:
            raise ScreenshotError(f"The browser did not end within {TIMEOUT_S} s.") from error
        except subprocess.CalledProcessError as error:
            raise ScreenshotError(f"The browser failed with exit code {error.returncode}.") from error


def take(page: Path, out: Path, width: int = 1280, height: int = 1240, scheme: str = "light", at: str = "") -> Path:
    """Write a PNG of the top of a page.

    Args:
        page: An HTML file.
        out: The PNG to write; its folder is made if need be.
        width: Of the window, in pixels.
        height: Of the window, in pixels.
        scheme: `light` or `dark`.
        at: What follows # in the address: the account of an account's page.

    Raises:
        ScreenshotError: The page is missing, or no picture came of it.
    """
    if not page.is_file():
        raise ScreenshotError(f"There is no page {page}: `groundswell page` writes one.")
    out.parent.mkdir(parents=True, exist_ok=True)
    flags = (f"--window-size={width},{height}", f"--screenshot={out.resolve()}")
    browse(page.resolve().as_uri() + (f"#{quote(at)}" if at else ""), *flags, scheme=scheme)
    if not out.is_file():
        raise ScreenshotError(f"The browser wrote no picture to {out}.")
    return out


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Take the picture of a page.")
    parser.add_argument("page", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1240)
    parser.add_argument("--scheme", choices=sorted(SCHEMES), default="light")
    parser.add_argument("--at", default="", help="what follows # in the address")
    arguments = parser.parse_args()
    try:
        written = take(arguments.page, arguments.out, arguments.width, arguments.height, arguments.scheme, arguments.at)
    except ScreenshotError as error:
        sys.exit(f"screenshot: {error}")
    print(f"Wrote {written} ({written.stat().st_size / 1024:.0f} KB)")


if __name__ == "__main__":
    main()
