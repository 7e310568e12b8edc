"""Pages of production."""

from coop.production.views import clients, demand, imports, methods, orders
from coop.production.views.blueprint import bp

__all__ = ["bp", "clients", "demand", "imports", "methods", "orders"]
