"""Money, quantities and hours as whole numbers; no Django here."""
