"""What the style guide shows."""

from typing import Any

from django.http import HttpRequest


def specimen(request: HttpRequest) -> dict[str, Any]:
    """Made-up content for every component."""
    return {}
