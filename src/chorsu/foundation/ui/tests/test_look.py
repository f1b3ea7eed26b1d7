"""The stylesheet: colours that can be read, letters that are there, names that exist."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parent.parent
CSS = UI / "static/ui/css"
TOKENS = (CSS / "tokens.css").read_text()
FONTS = UI / "static/ui/dist/fonts"

INK_ON = [
    ("ink", "paper"), ("ink", "raised"), ("ink", "sunk"), ("ink-2", "paper"), ("ink-2", "raised"), ("ink-2", "sunk"),
    ("ink-3", "paper"), ("ink-3", "raised"), ("lapis", "paper"), ("lapis", "raised"), ("lapis", "lapis-wash"),
    ("turq", "paper"), ("turq", "turq-wash"), ("saff-ink", "paper"), ("saff-ink", "saff-wash"), ("madder", "paper"),
    ("madder", "madder-wash"), ("on-act", "act"), ("on-deep", "deep"), ("on-deep-2", "deep"), ("gold", "deep"),
    ("ink", "mark"), ("night", "saff"), ("ink", "lapis-wash"), ("ink", "turq-wash"), ("ink", "saff-wash"),
    ("ink", "madder-wash"), ("raised", "madder"), ("ink-3", "sunk"),
]  # fmt: skip


def _tokens(more: bool) -> dict[str, tuple[str, str]]:
    blocks = re.findall(r"(:root(?:\[[^\]]+\])?)\s*\{([^}]*)\}", TOKENS)
    found: dict[str, tuple[str, str]] = {}
    for selector, body in blocks:
        if "contrast" in selector and not more:
            continue
        if selector == ":root" and "color-scheme" not in body:
            continue
        for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", body):
            pair = re.fullmatch(r"light-dark\(\s*(#\w+),\s*(#\w+)\s*\)", value.strip())
            if pair:
                found[name] = (pair[1], pair[2])
            elif re.fullmatch(r"#\w+", value.strip()):
                found[name] = (value.strip(), value.strip())
    return found


def _light(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("more", [False, True], ids=["normal", "high-contrast"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), INK_ON)
def test_every_ink_can_be_read_on_its_ground(ink, ground, theme, more):
    tokens = _tokens(more)
    assert _contrast(tokens[ink][theme], tokens[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_edges_of_controls_can_be_seen(theme, ground):
    tokens = _tokens(False)
    assert _contrast(tokens["rule-2"][theme], tokens[ground][theme]) >= 3


def test_high_contrast_is_the_same_by_choice_and_by_device():
    media = re.search(r"prefers-contrast: more\) \{\s*:root \{([^}]*)\}", TOKENS)[1]
    chosen = re.search(r":root\[data-contrast=more\] \{([^}]*)\}", TOKENS)[1]
    assert media.split() == chosen.split()


def test_rooms_use_only_names_that_exist():
    known = set(re.findall(r"(--[\w-]+)\s*:", TOKENS))
    for file in CSS.rglob("*.css"):
        text = file.read_text()
        used = set(re.findall(r"var\((--[\w-]+)", text)) - set(re.findall(r"(--[\w-]+)\s*:", text))
        assert used <= known, f"{file.name}: {sorted(used - known)}"


def test_every_stylesheet_stays_in_its_layer():
    for file in (CSS / "rooms").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S).strip()
        assert text.startswith("@layer rooms {"), file.name
        assert text.endswith("}")


def test_every_icon_a_template_asks_for_is_in_the_sprite():
    there = set(re.findall(r'<symbol id="(\w+)"', (UI / "static/ui/icons.svg").read_text()))
    asked = set()
    for file in (UI.parent.parent).rglob("templates/**/*.html"):
        asked |= set(re.findall(r'\{% icon "(\w+)"', file.read_text()))
    assert asked <= there, sorted(asked - there)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the front end has not been built")
@pytest.mark.parametrize("family", ["serif", "sans"])
def test_the_bundled_fonts_hold_every_letter_of_our_languages(family):
    from fontTools.ttLib import TTFont

    have: set[int] = set()
    for file in FONTS.glob(f"{family}-*.woff2"):
        have |= set(TTFont(file).getBestCmap())
    vietnamese = "aăâeêioôơuưyđ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
    letters = "abcdefghijklmnopqrstuvwxyzʻʼ’абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳәөүңһіұ" + vietnamese + "«»“”„—–…№·"
    missing = {letter for letter in letters + letters.upper() for letter in letter if ord(letter) not in have}
    assert not missing
