"""Scans: pages that are pictures, read by tesseract where it is installed, with its confidence.

See pictures.py.
"""

from communique.read.scans.pictures import extract, extract_pages

__all__ = ["extract", "extract_pages"]
