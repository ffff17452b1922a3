"""Text on its colour is readable: at least 4.5:1 (WCAG AA), read from the stylesheet itself."""

import re
from pathlib import Path

import pytest

import luoshi.config

CSS = (Path(luoshi.config.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", CSS))
RULE = re.compile(r"^\s*([^@{}/]+?)\s*\{([^}]*)\}", re.MULTILINE)
GROUNDS = ("paper", "ground")
# Text in these stands on paper or on the page's ground.
INKS = ("ink", "ink-soft", "primary", "red", "green", "blue", "grey", "amber")


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_of(name: str, body: str) -> str | None:
    """The declared colour of a property, as #rrggbb, where it is one."""
    found = re.search(rf"(?:^|[;\s]){name}:\s*(#[0-9a-f]{{6}}|var\(--([a-z-]+)\))", body)
    return found and (TOKENS.get(found[2]) if found[2] else found[1])


PAIRS = [
    (selector, ink, ground)
    for selector, body in RULE.findall(CSS)
    if (ground := colour_of("background", body)) and (ink := colour_of("color", body))
]


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#2fb344", "#ffffff") < 4.5  # the default green that the design warns of


@pytest.mark.parametrize(("selector", "ink", "ground"), PAIRS, ids=[selector for selector, _ink, _ground in PAIRS])
def test_a_rule_that_sets_both_colours_is_readable(selector: str, ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable_on_the_page(ink: str, ground: str) -> None:
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ink", ["bar-ink", "bar-ink-soft"])
def test_text_is_readable_on_the_bar(ink: str) -> None:
    assert contrast(TOKENS[ink], TOKENS["bar"]) >= 4.5


def test_marked_text_is_readable_on_every_role_and_kind() -> None:
    marks = [
        colour_of("background", body)
        for selector, body in RULE.findall(CSS)
        if re.search(r"\.(span|mention)-", selector)
    ]
    assert len([mark for mark in marks if mark]) > 8
    assert all(contrast(TOKENS["ink"], mark) >= 4.5 for mark in marks if mark)
