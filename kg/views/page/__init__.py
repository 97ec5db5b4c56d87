"""The interactive page, `graph.html`."""

from kg.views.page.page import render_page

__all__ = ["render_page"]
