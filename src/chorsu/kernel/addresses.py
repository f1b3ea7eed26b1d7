"""Who calls: the visitor's network address, seen through the proxies that the installation trusts."""

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Any


def client_address(remote: str, forwarded: str, trusted: Iterable[str]) -> str:
    """The visitor's address: the last one in X-Forwarded-For that is no trusted proxy of ours.

    What the visitor himself wrote into the header stands further left and is never believed.

    >>> client_address("127.0.0.1", "1.2.3.4, 195.158.1.7", ["127.0.0.1/32"])
    '195.158.1.7'
    >>> client_address("195.158.1.7", "10.0.0.1", ["127.0.0.1/32"])
    '195.158.1.7'
    """
    networks = [ipaddress.ip_network(one, strict=False) for one in trusted]
    address = remote
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not within(address, networks):
            break
        address = hop
    return address


def within(address: str, networks: Sequence[Any]) -> bool:
    """Whether the address lies in one of the networks; one that is no address lies nowhere.

    >>> within("::ffff:10.0.0.7", [ipaddress.ip_network("10.0.0.0/8")]), within("nonsense", [])
    (True, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return any(ip in network for network in networks if network.version == ip.version)
