"""Reads the environment: one function a kind of value, each failing with a sentence that names the variable."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """The value of `name`, or of the file that `name`_FILE points to, or `default`."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE points to {file}, which cannot be read: {error.strerror}."
            ) from error
    return os.environ.get(name) or default


def boolean(name: str, default: bool) -> bool:
    """True for 1, true, yes, on; false for 0, false, no, off."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”; write yes or no.")


def integer(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is “{value}”; write a whole number.") from error


def listed(name: str, default: list[str]) -> list[str]:
    """Values separated by commas."""
    value = text(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def rates(name: str, default: dict[str, int]) -> dict[str, int]:
    """Figures by name: `anonymous=240,token=3000`."""
    found = dict(default)
    for part in listed(name, []):
        key, _, value = part.partition("=")
        if not value.strip().isdigit():
            raise ImproperlyConfigured(f"{name} has the part “{part}”; write name=number, separated by commas.")
        found[key.strip()] = int(value)
    return found


def secret(name: str, keep: Path) -> str:
    """The secret from the environment, else one made once and kept in `keep` (readable by the owner only)."""
    value = text(name, "")
    if value:
        return value
    if not keep.exists():
        descriptor = os.open(keep, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return keep.read_text().strip()


def database(name: str, default: Path) -> dict:
    """Django's database settings from a URL: `postgresql://user:password@host:port/name` or `sqlite:///path`."""
    url = urlsplit(text(name, f"sqlite:///{default}"))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path)[1:] if url.path.startswith("//") else unquote(url.path),
            # WAL lets readers go on while one writes; IMMEDIATE makes writers queue instead of failing half-way.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
                    "PRAGMA mmap_size=268435456;PRAGMA cache_size=-65536;PRAGMA foreign_keys=ON;"
                ),
            },
            "TEST": {"NAME": None},
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(f"{name} starts with “{url.scheme}:”; write a sqlite:/// or postgresql:// address.")
