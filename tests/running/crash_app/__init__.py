"""An app in which the document of one order is deadly."""
