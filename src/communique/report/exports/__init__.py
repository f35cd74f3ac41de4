"""What leaves the program for other programs: tables, annotations and citations.

`export.py` brings them together; tables are declared once (`fields.py`) and written by a module a
format; a data dictionary is derived from the declaration.
"""
