"""The life of a hold as a table of allowed transitions.

waiting ──capture──▶ on-shelf ──fill──▶ filled
   │  └──send──▶ in-transit ──arrive──▶ on-shelf
   └── cancel / expire from every open state
"""

TRANSITIONS: dict[str, dict[str, str]] = {
    "waiting": {
        "capture": "on-shelf",
        "send": "in-transit",
        "fill": "filled",
        "cancel": "cancelled",
        "expire": "expired",
    },
    "in-transit": {"arrive": "on-shelf", "fill": "filled", "cancel": "cancelled", "expire": "expired"},
    "on-shelf": {"fill": "filled", "cancel": "cancelled", "expire": "expired", "release": "waiting"},
    "filled": {},
    "cancelled": {},
    "expired": {},
}
OPEN = ("waiting", "in-transit", "on-shelf")
CAPTURED = ("in-transit", "on-shelf")


def step(state: str, move: str) -> str:
    """The state after a move.

    >>> step("waiting", "capture")
    'on-shelf'
    >>> step("filled", "cancel")
    Traceback (most recent call last):
    ...
    ValueError: a hold that is filled cannot cancel
    """
    try:
        return TRANSITIONS[state][move]
    except KeyError:
        raise ValueError(f"a hold that is {state} cannot {move}") from None
