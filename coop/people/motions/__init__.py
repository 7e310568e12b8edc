"""What the assembly can order here: admit, elect, recall."""

from coop.people.motions import admission, election, recall

KINDS = (*admission.KINDS, *election.KINDS, *recall.KINDS)
