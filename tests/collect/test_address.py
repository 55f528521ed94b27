"""Which addresses may be fetched, and which IP addresses are public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.address import addresses, is_public, redirected, web_address
from valuenet.errors import FetchError

PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
HIDDEN = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "233.252.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "ff0e::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "2002:a00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "2001:0:53aa:64c:0:0:80ff:fffe",
]


@pytest.mark.parametrize("ip", PUBLIC)
def test_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("ip", HIDDEN)
def test_hidden(ip: str) -> None:
    assert not is_public(ip)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_a_wrapped_address_is_as_public_as_the_one_inside(ip: IPv4Address) -> None:
    mapped = IPv6Address((0xFFFF << 32) | int(ip))
    nat64 = IPv6Address(int(ip_network("64:ff9b::/96").network_address) | int(ip))
    six_to_four = IPv6Address((0x2002 << 112) | (int(ip) << 80))
    assert is_public(str(mapped)) == is_public(str(ip)) == is_public(str(nat64)) == is_public(str(six_to_four))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ftp://example.org/a", "not an address of http or https"),
        ("file:///a/b", "not an address of http or https"),
        ("example.org/a", "not an address of http or https"),
        ("", "not an address of http or https"),
        ("https://", "not an address of http or https"),
        ("https://me:secret@example.org/", "holds a user name or password"),
        ("https://exa\nmple.org/", "is not a web address"),
        ("https://[::1", "is not a web address"),
        ("https://example.org:99999999/", "not an address of http or https"),
        ("https://example.org:x/", "is not a web address"),
    ],
)
def test_other_addresses_are_refused(text: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as refused:
        web_address(text)
    assert "secret" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = web_address(text)
    except FetchError:
        return
    assert url.scheme in ("http", "https")
    assert url.host


def test_a_redirect_may_be_relative_and_may_go_up_to_https() -> None:
    assert str(redirected(web_address("http://a.example/x/y?q"), "z")) == "http://a.example/x/z"
    assert str(redirected(web_address("http://a.example/x"), "//b.example/y")) == "http://b.example/y"
    assert str(redirected(web_address("http://a.example/x"), "https://a.example/x")) == "https://a.example/x"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://a.example/x", "from https to http"),
        ("HTTP://a.example/x", "from https to http"),
        ("javascript:alert(1)", "not an address of http or https"),
        ("https://u@b.example/", "holds a user name"),
        ("https://[::1", "not a web address"),
        (None, "without saying where to"),
    ],
)
def test_a_redirect_down_or_away_is_refused(location: str | None, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        redirected(web_address("https://a.example/x"), location)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"])
def test_every_spelling_of_loopback_is_found_out(host: str) -> None:
    url = web_address(f"http://{host}/")
    with pytest.raises(FetchError, match="not a public address"):
        addresses(url, private=False)
    assert not any(is_public(ip) for ip in addresses(url, private=True))


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 70 + ".example"])
def test_a_host_that_is_not_found_is_named(host: str) -> None:
    with pytest.raises(FetchError, match=f"the host '{host[:10]}.*' is not found"):
        addresses(web_address(f"https://{host}/"), private=True)
