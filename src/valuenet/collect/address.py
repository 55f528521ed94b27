"""Addresses that may be fetched: web addresses only, and after a redirect only public ones.

See docs/decisions/0003-fetch-redirects.md.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from valuenet.errors import FetchError

if TYPE_CHECKING:
    from httpx import URL

_NAT64 = ip_network("64:ff9b::/96")


def web_address(text: str) -> URL:
    """Return `text` as an address of http or https without user name; raise `FetchError` for any other.

    >>> str(web_address("https://example.org/a b"))
    'https://example.org/a%20b'
    """
    from httpx import URL, InvalidURL

    try:
        url = URL(text)
    except (InvalidURL, ValueError, TypeError) as wrong:
        raise FetchError(f"'{text[:200]}' is not a web address: {wrong}") from None
    if url.scheme not in ("http", "https") or not url.host or not 0 < (url.port or 80) < 1 << 16:
        raise FetchError(f"'{text[:200]}' is not an address of http or https")
    if url.userinfo:
        raise FetchError(f"the address on '{url.host}' holds a user name or password; give it without")
    return url


def redirected(url: URL, location: str | None) -> URL:
    """Return where `location` leads from `url`; raise `FetchError` if it leaves the web, or https for http.

    >>> str(redirected(web_address("https://example.org/a/b"), "../c"))
    'https://example.org/c'
    """
    from httpx import InvalidURL

    if not location:
        raise FetchError(f"{url} redirects without saying where to")
    try:
        target = url.join(location)
    except (InvalidURL, ValueError) as wrong:
        raise FetchError(f"{url} redirects to '{location[:200]}', which is not a web address: {wrong}") from None
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError(f"{url} redirects from https to http ({target}), which is not followed")
    return web_address(str(target))


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached by anyone: not loopback, private, link-local, shared, multicast, ….

    An IPv6 address that wraps an IPv4 one (mapped, 6to4, NAT64) is as public as that one; Teredo never is.

    >>> [is_public(ip) for ip in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "100.64.0.1")]
    [True, False, False, False]
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.teredo:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def addresses(url: URL, *, private: bool) -> list[str]:
    """Return the IP addresses of the host of `url`, in the system's order.

    Unless `private` is allowed, one address that is not public refuses them all. The caller connects to the addresses
    returned, so that no second look-up can give another answer. Raises `FetchError`.

    >>> addresses(web_address("http://127.0.0.1/"), private=True)
    ['127.0.0.1']
    """
    try:
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        found = socket.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise FetchError(f"the host '{url.host}' is not found ({wrong})") from None
    ips = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    hidden = [ip for ip in ips if not is_public(ip)]
    if hidden and not private:
        raise FetchError(f"a redirect to '{url.host}' leads to {hidden[0]}, which is not a public address")
    return ips
