"""PDF with a text layer as one reading: its text in reading order, with pages and places.

See extract.py.
"""

from communique.read.pdf.extract import extract

__all__ = ["extract"]
