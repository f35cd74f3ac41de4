"""The command line: one module a command, each a call of one library function and its
presentation.

`app.py` lists the command modules; `commands.py` gives every command the same options, `screen.py`
writes results, `failures.py` turns errors into messages and exit codes (`exits.py`). No command
holds logic of its own.
"""
