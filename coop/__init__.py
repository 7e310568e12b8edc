"""Software for a workplace run by its workers.

This file imports nothing: `coop/__main__.py` runs before anything is installed.
"""

__version__ = "0.1.0"
