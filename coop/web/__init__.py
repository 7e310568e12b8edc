"""The web floor: who asks, may she, forms, lists, languages, long work."""

from coop.web.identity import current
from coop.web.language import _, ngettext
from coop.web.listing import Column, listing
from coop.web.module import Module
from coop.web.pages import form_page, page, submit

__all__ = ["Column", "Module", "_", "current", "form_page", "listing", "ngettext", "page", "submit"]
