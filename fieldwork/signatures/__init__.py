"""Signatures: what a person drew or typed to approve."""
