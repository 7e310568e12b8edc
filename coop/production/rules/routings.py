"""Routings: how long the operations of a product take, and whose hands they need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a product's routing.

    Attributes:
        setup_minutes: whole minutes before the first piece, once per order.
        run_minutes: whole minutes for `run_per` of the product, or for the whole lot.
        run_per: thousandths of the product; None = the time is the same for any lot.
        members: people needed at the same time.
    """

    sequence: int
    centre_id: int
    skill_id: int
    setup_minutes: int
    run_minutes: int
    run_per: int | None
    members: int


def elapsed_minutes(step: Step, quantity: int) -> int:
    """Minutes by the clock that a step takes for a quantity, a begun minute counting whole."""
    if step.run_per is None:
        return step.setup_minutes + step.run_minutes
    return step.setup_minutes - (-step.run_minutes * quantity // step.run_per)


def labour_minutes(step: Step, quantity: int) -> int:
    """Minutes of work of all members together that a step takes for a quantity."""
    return elapsed_minutes(step, quantity) * step.members
