"""Five interface languages, always complete: every sentence of the source stands translated in each catalogue."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("uz", "uz_Cyrl", "ru", "en", "vi")
PLACEHOLDER = re.compile(r"%\(([a-z_]+)\)[sd]|%[sd]|\{([a-z_]*)\}")


def catalogue(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def key(message):
    return (message.id if isinstance(message.id, str) else tuple(message.id), message.context)


def strings(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_untranslated(language):
    gaps = [message.id for message in catalogue(language) if message.id and not all(strings(message))]
    assert not gaps, f"{len(gaps)} sentences are not translated into {language}, the first: {gaps[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_marked_as_a_guess(language):
    guesses = [message.id for message in catalogue(language) if message.id and message.fuzzy]
    assert not guesses, f"{len(guesses)} fuzzy: {guesses[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders(language):
    faults = []
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = {
            m.group(0) for m in PLACEHOLDER.finditer(message.id if isinstance(message.id, str) else message.id[1])
        }
        for string in strings(message):
            found = {m.group(0) for m in PLACEHOLDER.finditer(string)}
            # A singular or plural form may leave the number out, never bring in another name.
            if found - wanted or (isinstance(message.id, str) and wanted - found):
                faults.append(f"{message.id!r} → {string!r}")
    assert not faults, "\n".join(faults)


def test_all_catalogues_hold_the_same_sentences():
    keys = {language: {key(message) for message in catalogue(language) if message.id} for language in LANGUAGES}
    for language in LANGUAGES:
        assert keys[language] == keys["uz"], (
            f"{language} differs from uz: {sorted(map(str, keys[language] ^ keys['uz']))[:10]}"
        )


def test_every_sentence_of_the_source_is_collected(tmp_path):
    """Runs the collection over a copy of the English catalogue and finds nothing new."""
    if not any((Path(folder) / "xgettext").exists() for folder in os.environ["PATH"].split(os.pathsep)):
        pytest.fail("xgettext is missing; make setup-dev installs gettext.")
    (tmp_path / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "src").symlink_to(ROOT / "src")
    program = (
        "import django, sys; from django.conf import settings; "
        f"settings.configure(LOCALE_PATHS=[{str(tmp_path / 'locale')!r}], USE_I18N=True); django.setup(); "
        "from django.core.management import call_command; "
        "call_command('makemessages', locale=['en'], extensions=['html', 'txt', 'py', 'xml'], symlinks=True, "
        "ignore_patterns=['tests', 'node_modules'], verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        source = {key(message) for message in read_po(file) if message.id}
    known = {key(message) for message in catalogue("en") if message.id}
    assert source - known == set(), f"Not collected (run make messages): {sorted(map(str, source - known))[:10]}"
