"""What the assembly decides without another module: texts of each weight, its statute, its delegates."""

from coop.assembly.motions import delegations, texts

KINDS = (*texts.KINDS, *delegations.KINDS)
