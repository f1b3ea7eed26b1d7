"""What changes the outbox: publish, deliver, park and send again, prune."""

from chorsu.foundation.events.actions.deliver import deliver, deliver_all, release, renew
from chorsu.foundation.events.actions.housekeeping import first_time, prune, renumber, send_again
from chorsu.foundation.events.actions.publish import publish

__all__ = ["deliver", "deliver_all", "first_time", "prune", "publish", "release", "renew", "renumber", "send_again"]
