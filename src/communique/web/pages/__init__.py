"""The pages: a module each, with its routes, its template and its words."""

from fastapi import APIRouter

from communique.web.pages import brief, briefs, decisions, documents, phrase

ROUTERS: tuple[APIRouter, ...] = (
    brief.router,
    briefs.router,
    decisions.router,
    documents.router,
    phrase.router,
)
"""Every page. A new one is a module here and a line."""
