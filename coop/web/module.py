"""The blueprint of a module: no page without a permission."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter, Map

from coop.web.permissions import PERMISSIONS

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

LARGEST = 2**63 - 1
"""The largest whole number of both engines."""

ACCESS = "coop_access"
"""Name of the attribute that carries a view's permission."""


class WholeNumber(IntegerConverter):
    """A whole number in an address, no larger than a database holds: a larger one is no page."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        options["max"] = min(options.get("max") or LARGEST, LARGEST)
        super().__init__(map, *args, **options)


class Module(Blueprint):
    """A module's pages. Each route names the permission it asks for.

    Args:
        name: the module.
        import_name: `__name__` of its views.
        url_prefix: Spanish, kebab-case, beginning with a slash.
    """

    def page(self, rule: str, *, access: str) -> Callable[[View], View]:
        """A page that only reads (GET)."""
        return self._route(rule, ("GET",), access)

    def form(self, rule: str, *, access: str) -> Callable[[View], View]:
        """A page with a form (GET and POST)."""
        return self._route(rule, ("GET", "POST"), access)

    def button(self, rule: str, *, access: str) -> Callable[[View], View]:
        """Something done by one press (POST)."""
        return self._route(rule, ("POST",), access)

    def _route(self, rule: str, methods: Sequence[str], access: str) -> Callable[[View], View]:
        if access not in PERMISSIONS:
            raise KeyError(f"{access} stands nowhere in coop/web/permissions.py")

        def register(view: View) -> View:
            setattr(view, ACCESS, access)
            self.add_url_rule(rule, view_func=view, methods=list(methods))
            return view

        return register

    def route(self, rule: str, **options: Any) -> Any:
        raise TypeError("use page, form or button: they ask for a permission")
