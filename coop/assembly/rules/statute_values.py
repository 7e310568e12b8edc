"""A statute as JSON and back, for the rows that keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from coop.assembly.rules.majority import Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.assembly.rules.shares import BadStatute, Share
from coop.assembly.rules.statute import UNKNOWN_KEY, Statute
from coop.kernel.sentences import N_, Sentence

WRONG_TYPE = N_("“%(key)s” is not of the right kind")
UNREACHABLE = N_("a majority is a share above zero that can be reached")


def statute_of(values: Mapping[str, Any]) -> Statute:
    """A statute from its values as `Statute.to_values` gave them.

    Raises:
        BadStatute: a key is unknown or missing, or a value cannot be.
    """
    known = [f.name for f in fields(Statute)]
    for key in sorted(set(known) ^ set(values)):
        raise BadStatute(why=Sentence(UNKNOWN_KEY, {"key": key}))
    found: dict[str, Any] = {}
    for name in known:
        try:
            found[name] = _READ.get(name, _same)(values[name])
        except (TypeError, KeyError, AttributeError) as error:
            raise BadStatute(why=Sentence(WRONG_TYPE, {"key": name})) from error
        except ValueError as error:
            raise BadStatute(why=Sentence(UNREACHABLE)) from error
        if name in _SIMPLE and type(found[name]) is not _SIMPLE[name]:
            raise BadStatute(why=Sentence(WRONG_TYPE, {"key": name}))
    return Statute(**found)


def _same(value: Any) -> Any:
    return value


def _keys(value: list[str]) -> list[str]:
    if type(value) is not list or not all(isinstance(key, str) for key in value):
        raise TypeError
    return value


def _frozen(value: list[str]) -> frozenset[str]:
    return frozenset(_keys(value))


def _share(value: list[int]) -> Share:
    numerator, denominator = value
    return Share(_whole(numerator), _whole(denominator))


def _whole(value: Any) -> int:
    # JSON knows true and 1 apart, Python does not.
    if type(value) is not int:
        raise TypeError
    return value


def _yes(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


def _quorum(value: Mapping[str, Any]) -> QuorumRule:
    wholes = {key: _whole(number) for key, number in value.items() if key != "round_up"}
    return QuorumRule(round_up=_yes(value["round_up"]), **wholes)


def _majority(value: Mapping[str, Any]) -> Majority:
    return Majority(
        _whole(value["numerator"]),
        _whole(value["denominator"]),
        strict=_yes(value["strict"]),
        base=value["base"],
    )


_READ: dict[str, Callable[[Any], Any]] = {
    "quorum": _quorum,
    "majorities": lambda v: MappingProxyType({matter: _majority(m) for matter, m in v.items()}),
    "barred_offices": lambda v: MappingProxyType({matter: _frozen(o) for matter, o in v.items()}),
    "signers": lambda v: tuple(_keys(v)),
    **{f.name: _share for f in fields(Statute) if f.type == "Share"},
    **{f.name: _frozen for f in fields(Statute) if f.type == "frozenset[str]"},
}
_SIMPLE: dict[str, type] = {
    f.name: {"int": int, "bool": bool, "str": str, "Tie": str}[str(f.type)]
    for f in fields(Statute)
    if f.type in ("int", "bool", "str", "Tie")
}
