"""Requests as the pages read them: no NUL in anything a person typed or an address says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict


def _clean(value: Any) -> Any:
    if isinstance(value, FileStorage) and value.filename:
        value.filename = value.filename.replace("\0", "")
    return value.replace("\0", "") if isinstance(value, str) else value


class CleanValues(ImmutableMultiDict[str, Any]):
    """Form, files or query of a request. PostgreSQL stores no NUL, and nobody means one."""

    def __init__(self, mapping: Iterable[tuple[str, Any]] | Mapping[str, Any] | None = None) -> None:
        super().__init__(mapping)
        for key, values in self.lists():
            dict.__setitem__(self, key, [_clean(v) for v in values])


class CleanRequest(Request):
    """A request without NUL in its values."""

    parameter_storage_class = CleanValues
