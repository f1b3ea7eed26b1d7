"""Collects every sentence of the interface into locale/, and makes the Cyrillic Uzbek catalogue from the Latin one.

Needs the gettext programs (make setup-dev installs them). English is the language of the source, so its catalogue
says each sentence as it stands; uz_Cyrl is drawn by our own transliteration, entries marked by hand are kept.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
sys.path.insert(0, str(ROOT / "src"))

# What transliteration must not touch inside a sentence: placeholders, tags, addresses, names of standards.
KEEP = re.compile(
    r"(`[^`]*`|\b(?!KBK\b)[A-Z]{3,}(?:-?[A-Z0-9]+)*\b|\b[A-Z]{2}-[A-Z0-9]+\b|\b[A-Z][a-z]+/[A-Z][a-z]+\b|\S+@\S+"
    r"|%\([a-z_]+\)[sd]|%[sd%]|\{[^{}]*\}|<[^>]*>|&[a-z]+;|https?://\S+|\b(?:Chorsu|RSS|OPDS|OAI-PMH|API|EPUB|PDF|MARC(?: ?21)?"
    r"|UNIMARC|RUSMARC|UZMARC|MARCXML|IRBIS|ISBN|ISSN|DOI|ARK|OCR|ALTO|OCFL|CSV|XLSX|BibTeX|RIS|APA|JSON|XML|ISO|TOTP|SQLite"
    r"|PostgreSQL|Tesseract|Enter|Esc|Ctrl|Alt|Tab|Shift|F\d+|ISIL|UDC|BBK|DDC|GOST|ID|IP|CIDR|URL|JavaScript|adult)\b)"
)
HAND = "by hand"  # a translator's comment with these words keeps a Cyrillic entry as it is


def main() -> int:
    """Collect, then draw the Cyrillic catalogue; returns the exit code of makemessages."""
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="chorsu.site.settings")
    command = [
        sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap", "--no-obsolete", "-e", "html,txt,py,xml",
        *(part for language in ("uz", "ru", "en", "vi") for part in ("-l", language)),
        *(part for folder in (".venv", "node_modules", "var", "tests", "bench") for part in ("-i", folder)),
    ]  # fmt: skip
    for language in ("uz", "ru", "en", "vi"):
        (LOCALE / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        return done.returncode
    for language in ("uz", "ru", "vi"):
        save(language, load(language))
    say_english_as_it_stands()
    draw_cyrillic()
    return 0


# Plural forms by Unicode CLDR; xgettext copies other ones from older catalogues.
PLURALS = {
    "uz": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "vi": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}


def load(language: str) -> Catalog:
    """The catalogue with our plural forms and with as many strings as they ask for."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    text = path.read_text(encoding="utf-8")
    plural = PLURALS[language.split("_")[0]]
    header = f'"Plural-Forms: {plural}\\n"\n'
    text = re.sub(r'"Plural-Forms:[^"]*"\n', lambda _: header, text, count=1)
    catalogue = read_po(io.BytesIO(text.encode()), locale=language)
    catalogue.fuzzy = False
    for message in catalogue:
        if message.id and message.pluralizable:
            strings = list(message.string) if not isinstance(message.string, str) else [message.string]
            wanted = catalogue.num_plurals
            message.string = tuple((strings + [strings[-1] if strings else ""] * wanted)[:wanted])
        if message.id and message.fuzzy:  # msgmerge guesses from like sentences; a guess is no translation
            message.string = tuple("" for _ in message.string) if message.pluralizable else ""
            message.flags.discard("fuzzy")
        message.flags.discard("python-brace-format")
    return catalogue


def save(language: str, catalogue: Catalog) -> None:
    target = LOCALE / language / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True)


def say_english_as_it_stands() -> None:
    """Fill the English catalogue with the source sentences."""
    catalogue = load("en")
    for message in catalogue:
        if message.id:
            message.string = message.id
            message.flags.discard("fuzzy")
    save("en", catalogue)


def draw_cyrillic() -> None:
    """Make locale/uz_Cyrl from locale/uz."""
    latin = load("uz")
    path = LOCALE / "uz_Cyrl" / "LC_MESSAGES" / "django.po"
    by_hand = {}
    if path.exists():
        by_hand = {
            (message.id if isinstance(message.id, str) else tuple(message.id), message.context): message.string
            for message in load("uz_Cyrl")
            if message.id and any(HAND in comment for comment in message.user_comments)
        }
    drawn = Catalog(locale="uz_Cyrl", project="Chorsu", header_comment="# Drawn from uz by transliteration.")
    for message in latin:
        if not message.id:
            continue
        key = (message.id if isinstance(message.id, str) else tuple(message.id), message.context)
        if key in by_hand:
            drawn.add(message.id, by_hand[key], flags=message.flags, context=message.context, user_comments=[HAND])
            continue
        string = message.string
        text = cyrillic(string) if isinstance(string, str) else tuple(cyrillic(part) for part in string)
        drawn.add(message.id, text, flags=message.flags - {"fuzzy"}, context=message.context)
    save("uz_Cyrl", drawn)


def cyrillic(sentence: str) -> str:
    """The sentence in Cyrillic script, placeholders and names of standards as they were."""
    from chorsu.language.transliteration import to_cyrillic

    parts = KEEP.split(sentence)
    return "".join(part if index % 2 else to_cyrillic(part) for index, part in enumerate(parts))


if __name__ == "__main__":
    sys.exit(main())
