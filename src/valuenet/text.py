"""Small pure functions on names and cells, shared by every floor."""

from __future__ import annotations

import re
import unicodedata

_HAN_ENDINGS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司")
_LEGAL_ENDING = re.compile(
    r"(?<=\w)[\s,]+(?:co\.?,?\s*ltd|incorporated|inc|corporation|corp|company|limited|ltd|llc|plc|gmbh|ag|s\.?a|b\.?v|kk)\.?$"
)
_LAST = frozenset("dcpnyhgavk")
"""The last characters of legal endings in letters."""
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold(cell: str) -> str:
    """Return `cell` in one width, one case and without outer space, for comparing words.

    >>> fold("　ＡＩ Chips ")
    'ai chips'
    """
    return unicodedata.normalize("NFKC", cell).strip().casefold()


def name_key(name: str) -> str:
    """Return the key under which two spellings of one name meet; empty when nothing is left.

    Width, case, punctuation and the legal ending are removed; words and their order stay.

    >>> name_key("北京旷视科技有限公司") == name_key("北京旷视科技 股份有限公司")
    True
    >>> name_key("Intel Corp.") == name_key("INTEL")
    True
    >>> name_key("中国移动广东") == name_key("中国移动江苏")
    False
    """
    folded = fold(name)
    for _ in range(2):  # "Co., Ltd." after "Holdings Inc" leaves a second ending
        folded = folded.rstrip(" .,;")
        if folded.endswith("公司"):
            folded = folded.removesuffix(next(filter(folded.endswith, _HAN_ENDINGS), ""))
        elif folded[-1:] in _LAST:  # searching costs, and most names end otherwise after the first time
            folded = _LEGAL_ENDING.sub("", folded)
    return folded if folded.isalnum() else _NOT_WORD.sub("", folded).replace("_", "")


def has_hanzi(text: str) -> bool:
    """Tell whether `text` holds a Chinese character.

    >>> has_hanzi("IDG资本"), has_hanzi("Intel")
    (True, False)
    """
    return any("\u3400" <= char <= "\u9fff" for char in text)


def inert(cell: str) -> str:
    """Return `cell` so that no spreadsheet takes it for a formula (OWASP, CSV injection).

    >>> inert("=1+1"), inert("-0.5"), inert("腾讯")
    ("'=1+1", '-0.5', '腾讯')
    """
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?[\d.,]+%?", cell):
        return "'" + cell
    return cell
