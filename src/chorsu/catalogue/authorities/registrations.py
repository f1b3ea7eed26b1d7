"""Takes part in every import."""

from chorsu.catalogue.authorities.stage import STAGE
from chorsu.catalogue.records.ports import register

register(STAGE)
