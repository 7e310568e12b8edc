"""The shape of what is typed in and around an assembly."""

from coop.assembly.forms.convening import ConveneForm
from coop.assembly.forms.counting import CountForm
from coop.assembly.forms.decisions import RegistrationForm
from coop.assembly.forms.motions import TextMotionForm
from coop.assembly.forms.sitting import DoorForm, OfficersForm, SetAsideForm

__all__ = [
    "ConveneForm",
    "CountForm",
    "DoorForm",
    "OfficersForm",
    "RegistrationForm",
    "SetAsideForm",
    "TextMotionForm",
]
