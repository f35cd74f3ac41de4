"""Comparing documents: across languages by alignment, within one by lineage."""
