"""What the room of ingest tells the house at start."""

from chorsu.archive.ingest.actions import deposit
from chorsu.archive.objects import ports

ports.register_depositor(deposit)
