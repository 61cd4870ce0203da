"""The fonts of the paper: which letters they can draw. No Django here."""
