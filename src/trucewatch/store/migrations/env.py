"""Runs migrations on the connection that `trucewatch.store.opening` hands over."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
