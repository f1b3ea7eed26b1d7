"""What the several facts of an item mean together. Plain values in, a decision out."""

from __future__ import annotations

AVAILABLE = "available"
READING_ROOM = "reading-room"  # can be had here and now, but not taken home
ON_LOAN = "on-loan"
ON_HOLD_SHELF = "on-hold-shelf"
IN_TRANSIT = "in-transit"
IN_PROCESS = "in-process"
UNAVAILABLE = "unavailable"  # missing, lost, damaged, closed
WRITTEN_OFF = "written-off"

STATES = (
    AVAILABLE, READING_ROOM, ON_LOAN, ON_HOLD_SHELF, IN_TRANSIT, IN_PROCESS, UNAVAILABLE, WRITTEN_OFF
)  # fmt: skip


def state(*, stock: str, presence: str, process: str, condition: str, access: str, movement: str = "") -> str:
    """The one word readers see for an item, from its facts and from where lending says it is.

    >>> facts = dict(stock="on-books", presence="present", process="ready", condition="good", access="lend")
    >>> state(**facts), state(**facts, movement="on-loan"), state(**{**facts, "access": "reading-room"})
    ('available', 'on-loan', 'reading-room')
    >>> state(**{**facts, "presence": "missing"}), state(**{**facts, "stock": "written-off"})
    ('unavailable', 'written-off')
    """
    if stock == "written-off":
        return WRITTEN_OFF
    if movement:
        return movement
    if presence != "present" or condition == "damaged" or access == "closed":
        return UNAVAILABLE
    if process != "ready":
        return IN_PROCESS
    return READING_ROOM if access == "reading-room" else AVAILABLE
