"""The blueprint that all pages of production hang on."""

from __future__ import annotations

from coop.web import Module

bp = Module("production", __name__, url_prefix="/produccion")
