"""Reading production. To other modules: ids and frozen values, never rows."""

from coop.production.queries.clients import (
    ClientLine,
    ClientOrder,
    client_lines,
    client_orders,
    get_client_order,
)
from coop.production.queries.demand import (
    LabourDemand,
    Overdue,
    WeekDemand,
    labour_demand,
    overdue,
    weekly_demand,
)
from coop.production.queries.materials import Material, client_materials, explode, order_materials
from coop.production.queries.methods import (
    BillPart,
    Centre,
    Product,
    StepView,
    bill_of,
    bills,
    centres,
    convert,
    get_centre,
    products,
    routing_of,
    steps,
)
from coop.production.queries.orders import Operation, Order, get_order, operations, orders

__all__ = [
    "BillPart",
    "Centre",
    "ClientLine",
    "ClientOrder",
    "LabourDemand",
    "Material",
    "Operation",
    "Order",
    "Overdue",
    "Product",
    "StepView",
    "WeekDemand",
    "bill_of",
    "bills",
    "centres",
    "client_lines",
    "client_materials",
    "client_orders",
    "convert",
    "explode",
    "get_centre",
    "get_client_order",
    "get_order",
    "labour_demand",
    "operations",
    "order_materials",
    "orders",
    "overdue",
    "products",
    "routing_of",
    "steps",
    "weekly_demand",
]
