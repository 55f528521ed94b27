"""A study's Fluent files, `report/zh.ftl` and `report/en.ftl`: its messages with their places, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    BaseNode,
    FunctionReference,
    Junk,
    Message,
    MessageReference,
    Term,
    TermReference,
    VariableReference,
)
from fluent.syntax.visitor import Visitor

from valuenet.errors import nearest
from valuenet.language import Language, message_ids, packaged_entries
from valuenet.model.voice import OwnMessage

Wrong = tuple[int, str]
"""A line of a file, and what is wrong there."""
FUNCTIONS = ("NUMBER", "DATETIME")
"""Functions that Fluent brings along."""


@dataclass(frozen=True)
class Used:
    """What a message takes: arguments, other messages and terms (with their `-`), functions."""

    arguments: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()


@dataclass
class _Walk(Visitor):
    arguments: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 (the visitor's names)
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802
        self.entries.add(node.id.name)

    def visit_TermReference(self, node: TermReference) -> None:  # noqa: N802
        self.entries.add(f"-{node.id.name}")

    def visit_FunctionReference(self, node: FunctionReference) -> None:  # noqa: N802
        self.functions.add(node.id.name)
        self.generic_visit(node)


def used_by(entry: BaseNode) -> Used:
    """Return what a message or term takes."""
    walk = _Walk()
    walk.visit(entry)
    return Used(frozenset(walk.arguments), frozenset(walk.entries), frozenset(walk.functions))


def read_messages(text: str, path: str, language: Language) -> tuple[list[OwnMessage], list[Wrong]]:
    r"""Return the messages and terms of a Fluent file, and what is not Fluent, is empty, or stands there twice.

    >>> found, wrong = read_messages("a = { $rows } rows\nb = {\n", "report/en.ftl", "en")
    >>> found[0].message, found[0].line, wrong
    ('a', 1, [(2, 'this is no message: expected an inline expression')])
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found: dict[str, OwnMessage] = {}
    wrong: list[Wrong] = []
    for entry in FluentParser().parse(text).body:
        assert entry.span
        line = text[: entry.span.start].count("\n") + 1
        if isinstance(entry, Junk):
            said = entry.annotations[0].message if entry.annotations else "it cannot be read"
            wrong.append((line, f"this is no message: {(said or '')[:1].lower()}{(said or '')[1:]}"))
        elif isinstance(entry, (Message, Term)):
            name = entry.id.name if isinstance(entry, Message) else f"-{entry.id.name}"
            if name in found:
                wrong.append(
                    (line, f"the message '{name}' is there twice; the first stands in line {found[name].line}")
                )
            elif entry.value is None:
                wrong.append((line, f"the message '{name}' has no text"))
            else:
                source = text[entry.span.start : entry.span.end]
                found[name] = OwnMessage(language, name, source, path, line)
    return list(found.values()), wrong


def uses(message: OwnMessage) -> Used:
    """Return what a study's message takes.

    >>> sorted(uses(OwnMessage("en", "a", "a = { $rows } of { -all }, { b }", "en.ftl", 1)).entries)
    ['-all', 'b']
    """
    return used_by(FluentParser().parse_entry(message.source))


@cache
def packaged_uses(name: str, language: Language) -> Used:
    """Return what one of valuenet's messages takes, by way of others too; nothing where there is none of this name.

    >>> sorted(packaged_uses("enterprises-by-region", "en").arguments)
    ['first', 'known', 'leaders', 'rows', 'total']
    """
    entries = packaged_entries(language)
    arguments: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in entries:
            continue
        seen.add(one)
        used = used_by(entries[one])
        arguments |= used.arguments
        waiting += used.entries
    return Used(frozenset(arguments), frozenset(seen - {name}))


def taken(name: str, messages: Iterable[OwnMessage], language: str) -> set[str]:
    """Return the arguments that a message takes in a language, by way of a study's own and valuenet's messages too."""
    own = {each.message: each for each in messages if each.language == language}
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        used = uses(own[one]) if one in own else packaged_uses(one, "zh" if language == "zh" else "en")
        found |= used.arguments
        waiting += used.entries
    return found


def wrong_references(messages: Iterable[OwnMessage], language: Language) -> Iterator[tuple[OwnMessage, str]]:
    """Yield each message of a language that refers to a message or function which is not there, with the words."""
    told = list(messages)
    known = message_ids(language) | {each.message for each in told} | set(packaged_entries(language))
    for each in told:
        used = uses(each)
        for name in sorted(used.entries - known):
            yield each, f"'{each.message}' refers to '{name}', which is not there in '{language}'{nearest(name, known)}"
        for name in sorted(used.functions - set(FUNCTIONS)):
            yield each, f"'{each.message}' calls '{name}'; there are {' and '.join(FUNCTIONS)}"
        if each.message in used.entries:
            yield each, f"'{each.message}' refers to itself"
