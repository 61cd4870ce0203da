"""How much random tests try: little by default, more when somebody has the time."""

import os

EFFORT = 20 if os.environ.get("FIELDWORK_LONG") == "1" else 1
"""Times the usual number of examples; FIELDWORK_LONG=1 for a night's run."""
