"""Joins the rooms: loads each room's subscribers, tasks and registrations once, in the order of the wings."""

from importlib import import_module
from importlib.util import find_spec

from chorsu.site.rooms import ROOMS

# Modules that register something when imported: event subscribers, background jobs,
# menu items and home-page blocks. A room has only those it needs.
REGISTERING = ("subscribers", "tasks", "registrations")


def wire() -> None:
    """Import every registering module of every room."""
    for room in ROOMS:
        for name in REGISTERING:
            module = f"{room}.{name}"
            if find_spec(module) is not None:
                import_module(module)
    from chorsu.foundation.api import doors

    doors.mount((module.__name__, module.router) for module in modules_named("api") if hasattr(module, "router"))


def modules_named(name: str) -> list:
    """Import and return `name` from each room that has it, in the order of the wings."""
    return [import_module(f"{room}.{name}") for room in ROOMS if find_spec(f"{room}.{name}")]
