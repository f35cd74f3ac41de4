"""Frozen values and their invariants; no input or output."""
