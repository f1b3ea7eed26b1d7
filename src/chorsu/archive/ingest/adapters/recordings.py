"""Audio and video: length, tags, a poster. ffprobe and ffmpeg where they are installed, tinytag everywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tinytag

from chorsu.archive.ingest.errors import UnusableRecording

TIMEOUT = 120
TAGS = ("title", "artist", "album", "composer", "year", "genre", "comment")


@dataclass(slots=True)
class Recording:
    """What is known of a recording; `cover` is a picture stored in it."""

    duration: float | None = None
    has_video: bool = False
    width: int = 0
    height: int = 0
    tags: dict[str, str] = field(default_factory=dict)
    cover: bytes = b""


def examine(path: Path, mime: str) -> Recording:
    """Length in seconds, tags and picture size. Raises UnusableRecording when no sound or picture is found."""
    found = Recording()
    probed = _probe(path)
    if probed is not None:
        streams = [stream for stream in probed.get("streams", []) if stream.get("codec_type") in {"audio", "video"}]
        if not streams:
            raise UnusableRecording(detail="there is neither sound nor picture in it")
        for stream in streams:
            is_picture = stream.get("disposition", {}).get("attached_pic")
            if stream["codec_type"] == "video" and not is_picture:
                found.has_video = True
                found.width, found.height = int(stream.get("width") or 0), int(stream.get("height") or 0)
        found.duration = _seconds(probed.get("format", {}).get("duration"))
    _tags(path, found, needed=probed is None and mime.startswith("audio/"))
    if probed is None:
        found.has_video = mime.startswith("video/")
    return found


def poster(path: Path, duration: float | None, target: Path) -> bool:
    """A still of a film as JPEG; False when ffmpeg is missing or finds none."""
    program = shutil.which("ffmpeg")
    if program is None:
        return False
    moment = min(5.0, (duration or 0) / 10)
    command = [
        program, "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file", "-ss", f"{moment:.2f}",
        "-i", f"file:{path}", "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-f", "image2", "-c:v", "mjpeg",
        f"file:{target}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and target.is_file() and target.stat().st_size > 0


def _probe(path: Path) -> dict[str, Any] | None:
    """What ffprobe says; None when it is not installed. Raises UnusableRecording for files it cannot open."""
    program = shutil.which("ffprobe")
    if program is None:
        return None
    # Playlists inside of a file may name addresses elsewhere: only this file is opened.
    command = [
        program, "-v", "error", "-protocol_whitelist", "file", "-show_format", "-show_streams", "-of", "json",
        f"file:{path}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT)
        found = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise UnusableRecording(detail="it cannot be played") from error
    if done.returncode != 0 or not found.get("streams"):
        raise UnusableRecording(detail="it is damaged or cannot be played")
    return found


def _tags(path: Path, found: Recording, needed: bool) -> None:
    try:
        tag = tinytag.TinyTag.get(str(path), image=True)
    except (tinytag.TinyTagException, OSError, ValueError, KeyError, IndexError) as error:
        if needed:
            raise UnusableRecording(detail="it is damaged or cannot be played") from error
        return
    for name in TAGS:
        value = getattr(tag, name, None)
        if value:
            found.tags[name] = str(value).replace("\x00", " ").strip()[:500]
    if found.duration is None:
        found.duration = _seconds(tag.duration)
    picture = tag.images.any if tag.images else None
    if picture is not None and picture.data:
        found.cover = picture.data


def _seconds(value: Any) -> float | None:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        return None
    return round(seconds, 3) if 0 < seconds < 10**7 else None
