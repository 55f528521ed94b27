"""The random numbers of the kernel, in NumPy: SplitMix64, and integers below a bound without bias."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import IntArray

Words: TypeAlias = npt.NDArray[np.uint64]

GOLDEN = 0x9E3779B97F4A7C15
_WORD = (1 << 64) - 1
_HALF = (1 << 32) - 1


def words(seed: int, step: int, number: int) -> Words:
    """Return the words of the sequence `seed` from place `step` on, `(number,)`; each is a function of its place.

    Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014 (SplitMix64).

    >>> [hex(word) for word in words(0, 0, 2).tolist()]
    ['0xe220a8397b1dcdaf', '0x6e789e6aa1b965f4']
    """
    places = np.arange(number, dtype=np.uint64) * np.uint64(GOLDEN)
    z = places + np.uint64((seed + GOLDEN * (step + 1)) & _WORD)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Words = z ^ (z >> np.uint64(31))
    return mixed


def following(word: int) -> tuple[int, int]:
    """Return a number of 32 bits, and the word to ask for the next: the sequence that begins at `word`.

    >>> following(0)
    (3793791033, 11400714819323198485)
    """
    word = (word + GOLDEN) & _WORD
    z = word
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _WORD
    return (z ^ (z >> 31)) >> 32, word


def below(bound: int, drawn: int, word: int) -> tuple[int, int]:
    """Return one of 0 to `bound - 1`, each as likely, from a number of 32 bits, and the word after the draw.

    Where `drawn` cannot serve without bias, others are drawn from `word`.
    Source: Lemire, Fast Random Integer Generation in an Interval, ACM TOMACS 29(1), 2019.

    >>> below(6, 3793791033, 0)
    (5, 0)
    """
    product = drawn * bound
    if product & _HALF < bound:
        least = (1 << 32) % bound
        while product & _HALF < least:
            drawn, word = following(word)
            product = drawn * bound
    return product >> 32, word


def all_below(bounds: IntArray, drawn: Words) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """Do what `below` does to arrays, but draw no second time: return the numbers, and which of them may be biased.

    >>> values, again = all_below(np.array([6, 6]), np.array([3793791033, 0], np.uint64))
    >>> values.tolist(), again.tolist()
    ([5, 0], [False, True])
    """
    ranges = bounds.astype(np.uint64)
    product = drawn * ranges
    least = np.uint64(1 << 32) % np.maximum(ranges, np.uint64(1))
    return (product >> np.uint64(32)).astype(np.int64), (product & np.uint64(_HALF)) < least
