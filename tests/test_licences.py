"""The licence of every distribution that is installed: none that would bind a province's own changes (AGPL, GPL)."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KNOWN = re.compile(
    r"MIT|Permission is hereby granted, free of charge|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|LGPL|Lesser General|OFL|SIL Open Font|Mulan|0BSD|Unlicense|HPND|Zlib",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public License", re.IGNORECASE)


def stated(distribution: metadata.Distribution) -> str:
    """Return what a distribution says of its licence: expression, classifiers, and the first words of the field."""
    said = distribution.metadata
    classifiers = [each for each in said.get_all("Classifier") or [] if each.startswith("License")]
    return " | ".join([said.get("License-Expression") or "", *classifiers, (said.get("License") or "")[:200]]).strip(" |")


def binds(licence: str) -> bool:
    """Return whether a licence would reach over to what is built on it. Lesser GPL does not, used unchanged."""
    return bool(FORBIDDEN.search(licence.replace("LGPL", "Lesser")))


@pytest.mark.parametrize("distribution", metadata.distributions(), ids=lambda d: d.name)
def test_licence(distribution: metadata.Distribution) -> None:
    licence = stated(distribution)
    assert KNOWN.search(licence), f"{distribution.name} states no licence that is known: {licence!r}"
    assert not binds(licence), f"{distribution.name}: {licence}"


def test_licences_of_the_front_end_files() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf8"))
    for name, package in lock["packages"].items():
        assert KNOWN.search(package["license"]) and not binds(package["license"]), name


@pytest.mark.parametrize("licence", ["AGPL-3.0-only", "GPL-3.0-or-later", "License :: OSI Approved :: GNU General Public License v2 (GPLv2)", "GNU Affero General Public License v3"])
def test_a_licence_that_binds_is_seen(licence: str) -> None:
    assert binds(licence)


@pytest.mark.parametrize("licence", ["LGPL-3.0-only", "GNU Lesser General Public License v2 or later (LGPLv2+)", "MPL-2.0", "MIT"])
def test_a_licence_that_does_not_bind_passes(licence: str) -> None:
    assert not binds(licence)
