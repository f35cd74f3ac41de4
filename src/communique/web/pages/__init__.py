"""The pages: a module each, with its routes, its template and its words."""

from fastapi import APIRouter

from communique.web.pages import decisions, documents

ROUTERS: tuple[APIRouter, ...] = (decisions.router, documents.router)
"""Every page. A new one is a module here and a line."""
