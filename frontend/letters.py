"""Draws the letters of the covers' titles out of Source Serif 4 into `ui/covers/letters.json`. Run by hand when the
font changes: a cover is an image, images see no page fonts, and a title must look the same on every machine.

Needs fontTools (a development package) and `npm ci`. The outlines stay under the font's licence, the OFL, which is
copied beside them.
"""

import json
import shutil
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
FONT = HERE / "node_modules/@fontsource-variable/source-serif-4"
TARGET = HERE.parent / "src/chorsu/foundation/ui/covers"
SUBSETS = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext")
UNITS = 320
WANTED = {
    *range(0x20, 0x7F), *range(0xA1, 0x180), 0x18F, 0x259, *range(0x1A0, 0x1A2), *range(0x1AF, 0x1B1), 0x1CD, 0x1CE,
    *range(0x1E6, 0x1E8), *range(0x1F4, 0x1F6), *range(0x218, 0x21C), 0x2BB, 0x2BC, *range(0x1E80, 0x1E86),
    *range(0x1EA0, 0x1EFA), *range(0x400, 0x460), 0x462, 0x463, 0x472, 0x473, *range(0x490, 0x4F6),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x2116,
}  # fmt: skip


class Relative(BasePen):
    """Collects an outline as a relative SVG path with whole numbers; starts at the letter's origin."""

    def __init__(self, glyphs, scale):
        super().__init__(glyphs)
        self.scale, self.parts, self.at, self.start = scale, [], (0, 0), (0, 0)

    def _put(self, point):
        return round(point[0] * self.scale), round(-point[1] * self.scale)

    def _delta(self, *points):
        text = ""
        for x, y in points:
            for number in (x - self.at[0], y - self.at[1]):
                text += (" " if text and number >= 0 else "") + str(number)
        self.at = points[-1]
        return text

    def _moveTo(self, point):
        self.at = self.start  # after a `z` the pen stands where the part began
        self.start = self._put(point)
        self.parts.append("m" + self._delta(self.start))

    def _lineTo(self, point):
        to = self._put(point)
        if to[0] == self.at[0] and to[1] == self.at[1]:
            return
        if to[1] == self.at[1]:
            self.parts.append(f"h{to[0] - self.at[0]}")
        elif to[0] == self.at[0]:
            self.parts.append(f"v{to[1] - self.at[1]}")
        else:
            self.parts.append("l" + self._delta(to))
        self.at = to

    def _qCurveToOne(self, control, point):
        turn, to = self._put(control), self._put(point)
        first = [turn[0] - self.at[0], turn[1] - self.at[1]]
        second = [to[0] - self.at[0], to[1] - self.at[1]]
        text = "".join((" " if i and n >= 0 else "") + str(n) for i, n in enumerate(first + second))
        self.parts.append("q" + text)
        self.at = to

    def _curveToOne(self, first, second, point):
        a, b, c = self._put(first), self._put(second), self._put(point)
        numbers = [v - o for p in (a, b, c) for v, o in zip(p, self.at, strict=True)]
        self.parts.append("c" + "".join((" " if i and n >= 0 else "") + str(n) for i, n in enumerate(numbers)))
        self.at = c

    def _closePath(self):
        self.parts.append("z")


def kerning(font, scale):
    """Pair distances of the `kern` feature among single letters, by glyph name."""
    table = font["GPOS"].table
    wanted = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    pairs = {}
    for index in sorted(wanted):
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            if sub.LookupType != 2:
                continue
            for place, left in enumerate(sub.Coverage.glyphs):
                if sub.Format == 1:
                    for record in sub.PairSet[place].PairValueRecord:
                        value = getattr(record.Value1, "XAdvance", 0) or 0
                        pairs.setdefault((left, record.SecondGlyph), value)
                else:
                    row = sub.Class1Record[sub.ClassDef1.classDefs.get(left, 0)].Class2Record
                    for right, which in sub.ClassDef2.classDefs.items():
                        value = getattr(row[which].Value1, "XAdvance", 0) or 0 if row[which].Value1 else 0
                        pairs.setdefault((left, right), value)
    return {pair: 3 * round(value * scale / 3) for pair, value in pairs.items() if abs(value * scale) >= 4.5}


def main():
    letters, pairs = {}, {}
    for subset in SUBSETS:
        font = TTFont(FONT / f"files/source-serif-4-{subset}-opsz-normal.woff2")
        font = instantiateVariableFont(font, {"opsz": 28, "wght": 600})
        scale = UNITS / font["head"].unitsPerEm
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        here = {code: name for code, name in names.items() if code in WANTED}
        for code, name in here.items():
            if chr(code) in letters:
                continue
            pen = Relative(glyphs, scale)
            # Cubic curves need half the points; 2 units of 1000 is a tenth of what a screen shows at this size.
            glyphs[name].draw(Qu2CuPen(pen, 2.5, all_cubic=True))
            letters[chr(code)] = [round(font["hmtx"][name][0] * scale), "".join(pen.parts)]
        chars = {}
        for code, name in here.items():
            chars.setdefault(name, []).append(chr(code))
        for (left, right), value in kerning(font, scale).items():
            for a in chars.get(left, ()):
                for b in chars.get(right, ()):
                    pairs.setdefault(a, {}).setdefault(str(value), set()).add(b)
    data = {
        "units": UNITS,
        "letters": dict(sorted(letters.items())),
        "pairs": {a: {v: "".join(sorted(b)) for v, b in sorted(row.items())} for a, row in sorted(pairs.items())},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "letters.json").write_text(text + "\n", encoding="utf-8")
    shutil.copyfile(FONT / "LICENSE", TARGET / "letters-LICENSE.txt")
    print(len(letters), "letters,", sum(map(len, pairs.values())), "rows of pairs,", len(text.encode()), "bytes")
    missing = [chr(code) for code in sorted(WANTED) if chr(code) not in letters]
    print("not in the font:", "".join(missing))


main()
