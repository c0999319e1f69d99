"""``make tour``: opens a demonstration of its own, walks every story through it, and writes out/tour/index.html.

``python -m tour --site http://127.0.0.1:8000 --home .home`` walks through one that runs already (its clock is put
forward). ``--only wages`` tells one story. Exit code 1: a story could not be told to its end.
"""

import argparse
import sys
import tempfile
import traceback
from pathlib import Path

from playwright.sync_api import sync_playwright

from tour import stories
from tour.album import Album
from tour.platform import Running, opened
from tour.stage import ARGS, Stage


def main() -> int:
    """Tell the stories; return the exit code."""
    given = _given()
    album = Album(Path(given.out))
    if given.site:
        failed = _told(Running(given.site, Path(given.home)), album, given.only)
    else:
        with opened(Path(given.home) if given.home else Path(tempfile.mkdtemp(prefix="hezhong-tour-"))) as platform:
            failed = _told(platform, album, given.only)
    album.write()
    print(f"画册：{album.folder / 'index.html'}")
    return 1 if failed else 0


def _told(platform: Running, album: Album, only: list[str]) -> list[str]:
    """Tell each story in its order; return the names of those that broke off."""
    failed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        for name, module in stories.ALL.items():
            if only and name not in only:
                continue
            print(f"故事 {name}：{module.TITLE}", flush=True)
            stage = Stage(platform, browser, album.chapter(name, module.TITLE))
            try:
                module.tell(stage)
            except Exception:  # the other stories are told all the same; what broke this one stands in the album's place
                traceback.print_exc()
                failed.append(name)
                stage.broken()
            stage.leave()
        browser.close()
    return failed


def _given() -> argparse.Namespace:
    reader = argparse.ArgumentParser("tour")
    reader.add_argument("--site", help="address of a demonstration that runs already")
    reader.add_argument("--home", help="its HEZHONG_HOME; of the tour's own one: where to keep it")
    reader.add_argument("--out", default="out/tour")
    reader.add_argument("--only", nargs="*", default=[])
    given = reader.parse_args()
    if given.site and not given.home:
        reader.error("--site needs --home: the logins stand there")
    return given


if __name__ == "__main__":
    sys.exit(main())
