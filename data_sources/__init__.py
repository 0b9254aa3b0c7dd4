"""Open data as observation tables: the catalogue, the sources, and what is held of them."""

from __future__ import annotations

__all__: list[str] = []
