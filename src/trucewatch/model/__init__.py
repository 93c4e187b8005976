"""The nouns: frozen, and importing nothing but the errors.

report · values · claim · reference · record · finding
"""
