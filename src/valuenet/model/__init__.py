"""Subjects, relations, fields and vocabularies: declared once, as data, and read here."""
