"""The nine glazes. Each was looked at beside the others on a shelf; titles reach 4.5 : 1 on their ground."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """`ground` and `title` on it; three glazes; `strap` lines; `label` paper and the `ink` on it."""

    ground: str
    title: str
    glaze: str
    second: str
    spark: str
    strap: str
    label: str
    ink: str


PALETTES: dict[str, Palette] = {
    "lapis": Palette("#14286a", "#f8efdb", "#2350b5", "#27a3a8", "#e4a52f", "#f4e8cc", "#f8f0de", "#14286a"),
    "turq": Palette("#0b6470", "#fbf3e0", "#12939b", "#132a70", "#f0c35c", "#f6ecd4", "#f9f1df", "#0a4f5a"),
    "madder": Palette("#7a1d2a", "#fbeedc", "#ad3a3c", "#1b3474", "#e9b24c", "#f7e6ce", "#faeedb", "#6d1725"),
    "saffron": Palette("#e4a838", "#1a1f3c", "#f3cd76", "#16307d", "#0b7480", "#fff6e0", "#fff7e3", "#182356"),
    "paper": Palette("#f3e8cf", "#15255d", "#e2cfa2", "#1c3f9c", "#b23a2e", "#15255d", "#fbf4e4", "#15255d"),
    "night": Palette("#111632", "#f3e8d0", "#27336a", "#c8a04a", "#3fb0b4", "#e9ddbf", "#f3e8d0", "#141a3a"),
    "garden": Palette("#2f5240", "#f8f0da", "#5d8a61", "#e3b44c", "#17306f", "#f4ebd0", "#f8f0da", "#234032"),
    "plum": Palette("#47203f", "#f9ecdd", "#7d3f68", "#e39c3c", "#2aa0a4", "#f5e4d0", "#f9eddd", "#47203f"),
    "sky": Palette("#bfdcdb", "#13235b", "#8fc6c8", "#1e409a", "#c8781a", "#fffaf0", "#fdf8ec", "#13235b"),
}

# Spark colours too pale for a small star on paper; the label takes the glaze instead.
PALE = frozenset({"#f0c35c", "#e9b24c", "#e4a52f"})


def palettes_for(vietnamese: bool, classed: str) -> list[str]:
    """The palettes a book may wear, by language and the first figure of its class (UDC)."""
    if vietnamese:
        return ["madder", "garden", "night", "lapis", "saffron", "turq"]
    if classed == "9":
        return ["turq", "paper", "lapis", "sky", "saffron"]
    if classed in {"5", "6", "0"}:
        return ["night", "sky", "paper", "lapis", "garden"]
    if classed == "7":
        return ["plum", "madder", "saffron", "garden"]
    return ["lapis", "turq", "madder", "paper", "night", "plum", "saffron", "sky", "garden"]
