"""Codes of a vocabulary, and identifiers whose form or check digits can be tested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from valuenet.collect.numbers import is_unknown
from valuenet.collect.reject import Unconvertible
from valuenet.errors import nearest
from valuenet.model.vocabulary import Vocabulary
from valuenet.text import fold

_LONGEST = 200
_GUESSABLE = 40

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_FORM = re.compile(rf"[{_CREDIT}]{{2}}[0-9]{{6}}[{_CREDIT}]{{10}}")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hjkmnp-tv-z0-9]{6}[0-9]{2})/?")
_GRID = re.compile(r"(?:(?:https?://)?(?:www\.)?grid\.ac/(?:institutes/)?)?(grid\.[0-9]{4,6}\.[0-9a-f]{1,2})/?")
_ROR_DIGITS = {char: value for value, char in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}

_MAINLAND = {"sh": "6|9", "sz": "0|2|3", "bj": "4|8|92", "nq": "4|8"}
_EXCHANGES = {
    **dict.fromkeys(("sh", "ss", "sse", "xshg", "shse", "上证", "沪"), "sh"),
    **dict.fromkeys(("sz", "sze", "szse", "she", "xshe", "深证", "深"), "sz"),
    **dict.fromkeys(("bj", "bse", "bjse", "北证", "京"), "bj"),
    **dict.fromkeys(("nq", "oc", "neeq", "新三板"), "nq"),
    **dict.fromkeys(("hk", "hkg", "hkse", "hkex", "sehk", "xhkg", "港股"), "hk"),
    **dict.fromkeys(("o", "n", "us", "nasdaq", "nyse", "amex", "nasd", "美股"), "us"),
    **dict.fromkeys(("tw", "tpe", "twse", "two"), "tw"),
}

_SECOND_LEVEL = "com co net org or ne go gov gob edu ac mil re nom idv"
_PROVINCES = "ah bj cq fj gd gs gx gz ha hb he hi hl hn jl js jx ln nm nx qh sc sd sh sn sx tj xj xz yn zj"
_SHARED = """github.io gitee.io gitlab.io wordpress.com blogspot.com weebly.com wixsite.com strikingly.com myshopify.com
herokuapp.com netlify.app vercel.app azurewebsites.net business.site 1688.com taobao.com tmall.com"""
_PLATFORMS = """weixin.qq.com weibo.com weibo.cn zhihu.com baike.baidu.com github.com gitee.com linkedin.com
facebook.com twitter.com x.com youtube.com instagram.com crunchbase.com itunes.apple.com apps.apple.com play.google.com
sites.google.com"""
SECOND_LEVEL = {"": frozenset(_SECOND_LEVEL.split()), "cn": frozenset((_SECOND_LEVEL + " " + _PROVINCES).split())}
"""Labels under which a country (`cn`, or any other) registers names."""
SHARED_HOSTS = frozenset(_SHARED.split())
"""Domains whose hosts belong to many: there the host says who, and one more label is kept."""
PLATFORMS = tuple("." + host for host in _PLATFORMS.split())
"""Sites on which many have a page: their domain says nothing of who it is."""


def code(cell: str, vocabulary: Vocabulary, mapping: Mapping[str, str] | None = None) -> str | None:
    """Return the code of `vocabulary` that `cell` writes: a code, a label or an alias; None for no data.

    `mapping` (cells to codes; an empty code is no data) goes first, and what the vocabulary spells goes before the
    words for no data. Raises `Unconvertible` ("unknown_code") with the nearest spelling.

    >>> from valuenet.model.vocabulary import vocabulary
    >>> code("上市企业", vocabulary("status")), code("-", vocabulary("status"))
    ('listed', None)
    """
    text = cell[:_LONGEST]
    if mapping is not None and (target := _mapped(text, mapping)) is not None:
        text = target
    found = vocabulary.find(text)
    if found is not None or is_unknown(text):
        return found
    hint = _hint(fold(text), vocabulary) if len(text) <= _GUESSABLE else ""
    raise Unconvertible("unknown_code", f"'{text[:_GUESSABLE]}' is not in the vocabulary '{vocabulary.name}'{hint}")


def _mapped(text: str, mapping: Mapping[str, str]) -> str | None:
    if text in mapping:
        return mapping[text]
    return next((target for cell, target in mapping.items() if fold(cell) == fold(text)), None)


def _hint(word: str, vocabulary: Vocabulary) -> str:
    """Return the nearest spelling of those alike in length and start, so that a wrong column costs little."""
    length = 1 if len(vocabulary.terms) < 100 else 2
    start = word[:length]
    alike = (each for each in vocabulary.spellings() if each[:length] == start and abs(len(each) - len(word)) <= 2)
    return nearest(word, alike)


def credit_code(cell: str) -> str | None:
    """Return the unified social credit code in `cell`, in capitals; None for no data.

    18 characters of 31 (no I, O, S, V, Z), positions 3 to 8 digits, the last a check character: the sum of the first
    17 values times 3^i modulo 31, added to it, is a multiple of 31. Source: GB 32100-2015.
    Raises `Unconvertible` ("not_an_identifier").

    >>> credit_code("9144030071526726xg")
    '9144030071526726XG'
    """
    if is_unknown(cell):
        return None
    text = re.sub(r"[\s-]", "", fold(cell[:_LONGEST])).upper()
    if not _CREDIT_FORM.fullmatch(text):
        raise _refused(cell, "does not have the form of a social credit code (18 characters)")
    total = sum(_CREDIT.index(char) * pow(3, place, 31) for place, char in enumerate(text[:17]))
    if (total + _CREDIT.index(text[17])) % 31:
        raise _refused(cell, "fails the check character of a social credit code")
    return text


def stock_code(cell: str) -> str | None:
    """Return the stock code in `cell` in one form; None for no data.

    Mainland codes are their six digits, Hong Kong's five digits with `.HK`, Taiwan's four with `.TW`, American
    tickers their letters, whatever exchange stands before or behind. An exchange that does not use such a number,
    fewer than five digits without an exchange, and several codes raise `Unconvertible` ("not_an_identifier").

    >>> [stock_code(cell) for cell in ("600271.SH", "SZ002841", "700.HK", "HKEX: 9988", "NASDAQ:BIDU", "00082")]
    ['600271', '002841', '00700.HK', '09988.HK', 'BIDU', '00082.HK']
    """
    if is_unknown(cell):
        return None
    text = re.sub(r"[()\s]+", " ", fold(cell[:_LONGEST])).strip()
    words = "|".join(sorted(_EXCHANGES, key=len, reverse=True))
    forms = rf"(?:(?P<before>{words})[ :.]*(?=[0-9]))?(?P<number>[0-9]{{1,6}})(?:[ .]*(?P<after>{words}))?"
    if found := re.fullmatch(forms, text):
        return _numbered(found["number"], _EXCHANGES.get(found["before"] or found["after"] or ""), cell)
    letters = rf"(?:(?:{words}) ?[: ] ?)?(?P<ticker>[a-z]{{1,5}}(?:[.-][ab])?)(?:\.(?:o|n|us))?"
    if (found := re.fullmatch(letters, text)) and (len(text) == 1 or text not in _EXCHANGES):
        return found["ticker"].replace("-", ".").upper()
    raise _refused(cell, "is not one stock code")


def _numbered(number: str, exchange: str | None, cell: str) -> str:
    if len(number) == 6 and (exchange is None or exchange in _MAINLAND):
        fits = _MAINLAND[exchange] if exchange else "0|2|3|4|6|8|9"
        if re.match(fits, number):
            return number
    elif exchange in ("hk", None) and len(number) <= 5 and (exchange or len(number) == 5):
        return number.zfill(5) + ".HK"
    elif exchange == "tw" and len(number) == 4:
        return number + ".TW"
    raise _refused(cell, "is a number that its exchange does not use, or needs one, as in 0700.HK")


def domain(cell: str) -> str | None:
    """Return the registered domain of the web address in `cell`; None for no data.

    That is the last two labels, three under a country's `com`, `ac`, … (`pku.edu.cn`), and one more on hosts shared
    by many (`foo.github.io`). International names are in their ASCII form. A rule of thumb in place of a list of
    public suffixes. A page on a site of many (`weibo.com/foo`) and what is no address of a name raise
    `Unconvertible` ("not_an_identifier").

    >>> domain("http://www.megvii.com/en"), domain("cs.pku.edu.cn"), domain("n/a")
    ('megvii.com', 'pku.edu.cn', None)
    """
    if is_unknown(cell):
        return None
    host, has_page = _host(cell)
    if has_page and f".{host}".endswith(PLATFORMS):
        raise _refused(cell, "is a page on a site that many share")
    labels = host.removeprefix("www.").split(".")
    second = SECOND_LEVEL.get(labels[-1], SECOND_LEVEL[""])
    kept = 3 if len(labels[-1]) == 2 and labels[-2] in second else 2
    kept += ".".join(labels[-kept:]) in SHARED_HOSTS
    return ".".join(labels[-kept:])


def _host(cell: str) -> tuple[str, bool]:
    """Return the host of an address in ASCII, and whether the address is of a page below it."""
    text = fold(cell[:_LONGEST]).replace("。", ".")
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise _refused(cell, "is not a web address") from None
    if parts.username is not None or not _HOST.fullmatch(host) or _is_address(host):
        raise _refused(cell, "is not the address of a named site")
    return host, len(parts.path) > 1


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def ror_id(cell: str) -> str | None:
    """Return the ROR id in `cell` as its whole address; None for no data.

    Nine characters: 0, six of Crockford's base 32, and two check digits (ISO 7064 mod 97-10 of the number that the
    first seven write). Source: https://ror.readme.io/docs/identifier. Raises `Unconvertible` ("not_an_identifier").

    >>> ror_id("ror.org/000025p04")
    'https://ror.org/000025p04'
    """
    if is_unknown(cell):
        return None
    found = _ROR.fullmatch(fold(cell[:_LONGEST]))
    if not found:
        raise _refused(cell, "does not have the form of a ROR id")
    number = 0
    for char in found[1][:7]:
        number = number * 32 + _ROR_DIGITS[char]
    if 98 - number * 100 % 97 != int(found[1][7:]):
        raise _refused(cell, "fails the check digits of a ROR id")
    return f"https://ror.org/{found[1]}"


def grid_id(cell: str) -> str | None:
    """Return the GRID id in `cell`, as `grid.419815.0`; None for no data.

    Four to six digits and one or two hexadecimal ones; GRID ended in 2021, ROR goes on with its records.
    Raises `Unconvertible` ("not_an_identifier").

    >>> grid_id("https://www.grid.ac/institutes/grid.11135.37")
    'grid.11135.37'
    """
    if is_unknown(cell):
        return None
    found = _GRID.fullmatch(fold(cell[:_LONGEST]))
    if not found:
        raise _refused(cell, "does not have the form of a GRID id")
    return found[1]


def _refused(cell: str, why: str) -> Unconvertible:
    return Unconvertible("not_an_identifier", f"'{cell[:_GUESSABLE]}' {why}")
