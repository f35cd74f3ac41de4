"""The pages: a module each, with its routes, its template and its words."""

from fastapi import APIRouter

from communique.web.pages import (
    additions,
    agreement,
    analyse,
    api,
    audit,
    brief,
    briefs,
    commitments,
    compare,
    decisions,
    document,
    document_files,
    document_header,
    documents,
    export,
    findings,
    phrase,
    positions,
    review,
    search,
    sign_in,
)

ROUTERS: tuple[APIRouter, ...] = (
    additions.router,
    agreement.router,
    analyse.router,
    api.router,
    audit.router,
    brief.router,
    briefs.router,
    commitments.router,
    compare.router,
    decisions.router,
    document.router,
    document_files.router,
    document_header.router,
    documents.router,
    export.router,
    findings.router,
    phrase.router,
    positions.router,
    review.router,
    search.router,
    sign_in.router,
)
"""Every page. A new one is a module here and a line."""
