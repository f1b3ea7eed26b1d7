"""Takes part in every import."""

from chorsu.catalogue.matching.stage import STAGE
from chorsu.catalogue.records.ports import register

register(STAGE)
