"""Draws what comparing found: as pages of HTML, as Word documents, and in the pieces that a
terminal
needs.
"""
