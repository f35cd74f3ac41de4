"""The web page and REST: the same routes answer people with HTML and programs with JSON.

`app.py` puts it together, `pages/` holds a module a page, `safety/` what keeps strangers out,
`templates/`, `static/` and `words/` (the words of the page in every language) are data.
"""
