"""Trucewatch reads reports on peace talks and ceasefires and keeps an evidence-backed record.

The way data takes: sources → reports → reading → claims → reconciliation → records → assessment
→ zone-days, violations, verdicts → publication. `pipeline` is that path on one page.
"""

__version__ = "0.1.0"
