"""The shape of what people type about master data, people and the company; nothing is written here."""
