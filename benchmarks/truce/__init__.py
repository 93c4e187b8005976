"""A written scenario: an invented two-year truce whose truth is known, and the reports on it.

    dossier/velkara + truth.yaml ──► truth ──► tellings (outlets.yaml) ──► reports (phrases.yaml)

Every report keeps which of its words tell of which true incident. The path under test sees the
reports alone; `measures` compares what it made of them with the truth.
"""
