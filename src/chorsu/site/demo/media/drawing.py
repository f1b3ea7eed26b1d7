"""Draws the demo's pages: girih stars, a dome, set text, and the skew and dirt of a real scanner."""

from __future__ import annotations

import math
import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from chorsu.site.demo.chance import number
from chorsu.site.demo.media.texts import Page

WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dots an inch
FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
BLUE, TURQUOISE, SAFFRON, PAPER, INK = (24, 58, 110), (38, 140, 150), (214, 146, 40), (247, 241, 228), (34, 30, 26)


class NoFont(Exception):
    """No font with Uzbek and Vietnamese letters is installed; `scripts/setup` brings them."""


@cache
def font_path() -> str:
    """A font file that holds the letters of all the house's languages. Raises NoFont."""
    for path in FONTS:
        if Path(path).exists():
            return path
    raise NoFont


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels."""
    return ImageFont.truetype(font_path(), size)


def wrapped(text: str, size: int, width: int) -> list[str]:
    """The text in lines no wider than `width` pixels."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font(size).getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, turn: float, colour, width: int = 3) -> None:
    """An eight-pointed star: two squares, one turned by 45 degrees."""
    for part in (0, math.pi / 4):
        corners = [
            (x + radius * math.cos(turn + part + quarter * math.pi / 2), y + radius * math.sin(turn + part + quarter * math.pi / 2))
            for quarter in range(4)
        ]  # fmt: skip
        draw.polygon(corners, outline=colour, width=width)


def girih(size: tuple[int, int], turn: float = 0.0, step: int = 110, paper=PAPER) -> Image.Image:
    """A field of stars, joined by lines, as tiles are laid."""
    image = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(image)
    for row in range(-1, size[1] // step + 2):
        for column in range(-1, size[0] // step + 2):
            x, y = column * step + step / 2, row * step + step / 2
            star(draw, x, y, step * 0.48, turn, BLUE)
            star(draw, x, y, step * 0.24, -turn, TURQUOISE)
            draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=SAFFRON)
    return image


def dome(draw: ImageDraw.ImageDraw, x: int, y: int, width: int, height: int, ink=INK) -> None:
    """The bazaar's dome on its drum, in lines."""
    draw.pieslice((x, y, x + width, y + 2 * height * 0.7), 180, 360, outline=ink, width=4)
    draw.rectangle((x + width * 0.06, y + height * 0.7, x + width * 0.94, y + height), outline=ink, width=4)
    for part in range(1, 9):
        draw.line((x + width / 2, y, x + width * part / 9, y + height * 0.7), fill=ink, width=2)
        arch = x + width * (0.06 + 0.88 * (part - 1) / 8)
        draw.arc((arch + 6, y + height * 0.76, arch + width * 0.1, y + height * 1.1), 180, 360, fill=ink, width=3)


def page(content: Page, folio: int, title_page: bool = False, size: int = 38) -> Image.Image:
    """A page of a book: heading, text, a drawing, the number."""
    heading, paragraphs = content
    image = Image.new("L", (WIDTH, HEIGHT), 248)
    draw = ImageDraw.Draw(image)
    if title_page:
        dome(draw, 320, 820, 600, 520, 40)
        y = 300
        for line in wrapped(heading, 72, WIDTH - 300):
            draw.text((WIDTH / 2, y), line, font=font(72), fill=28, anchor="mm")
            y += 100
        for line in paragraphs[:-1]:
            draw.text((WIDTH / 2, y + 40), line, font=font(40), fill=28, anchor="mm")
            y += 60
        draw.text((WIDTH / 2, 1560), paragraphs[-1], font=font(40), fill=28, anchor="mm")
        return image
    draw.text((150, 170), heading, font=font(52), fill=24)
    y = 300
    for paragraph in paragraphs:
        for line in wrapped("    " + paragraph, size, WIDTH - 300):
            draw.text((150, y), line, font=font(size), fill=30)
            y += int(size * 1.55)
        y += size // 2
    for place in range(6):
        star(draw, 270 + place * 140, max(y + 140, 1380), 56, 0.1 * folio, 90)
    draw.text((WIDTH / 2, HEIGHT - 110), str(folio), font=font(34), fill=30, anchor="mm")
    return image


def newspaper(title: str, motto: str, columns: list[Page]) -> Image.Image:
    """A page in two columns under a title."""
    image = Image.new("L", (WIDTH, HEIGHT), 236)
    draw = ImageDraw.Draw(image)
    draw.text((WIDTH / 2, 150), title, font=font(104), fill=20, anchor="mm")
    draw.text((WIDTH / 2, 245), motto, font=font(27), fill=30, anchor="mm")
    draw.line((90, 290, WIDTH - 90, 290), fill=20, width=5)
    draw.line((WIDTH / 2, 320, WIDTH / 2, HEIGHT - 120), fill=90, width=2)
    for half in range(2):
        x, y = 95 + half * (WIDTH // 2 - 60), 330
        for heading, paragraphs in columns[half::2]:
            for line in wrapped(heading, 40, 490):
                draw.text((x, y), line, font=font(40), fill=20)
                y += 56
            for paragraph in paragraphs:
                for line in wrapped(paragraph, 30, 490):
                    draw.text((x, y), line, font=font(30), fill=26)
                    y += 45
                y += 18
            y += 30
    return image


def scanned(image: Image.Image, name: str) -> Image.Image:
    """The page as a scanner sees it: slightly turned, soft, with dust and a shadow at the spine."""
    turn = (number(name, "turn") % 140 - 70) / 100
    grey = 232 + number(name, "paper") % 12
    turned = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=grey)
    dust = random.Random(name).randbytes(310 * 438)  # the same dust each time
    noise = Image.frombytes("L", (310, 438), dust).point(lambda value: 240 + value * 15 // 255)
    turned = ImageChops.multiply(turned, noise.resize(turned.size, Image.Resampling.BILINEAR))
    shade = (
        Image.linear_gradient("L").rotate(90).resize((90, turned.height)).point(lambda value: 200 + value * 55 // 255)
    )
    turned.paste(ImageChops.multiply(turned.crop((0, 0, 90, turned.height)), shade), (0, 0))
    draw = ImageDraw.Draw(turned)
    for speck in range(25):
        x, y = number(name, speck, "x") % turned.width, number(name, speck, "y") % turned.height
        draw.ellipse((x, y, x + 2, y + 2), fill=150)
    return turned.filter(ImageFilter.GaussianBlur(0.6))
