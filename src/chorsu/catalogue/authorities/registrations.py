"""Takes part in every import; gives the record page the addresses of its agents."""

from chorsu.catalogue.authorities import queries
from chorsu.catalogue.authorities.stage import STAGE
from chorsu.catalogue.records import slots
from chorsu.catalogue.records.ports import register

register(STAGE)
slots.link_agents(queries.addresses)
