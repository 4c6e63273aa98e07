"""Formulas and whether they can be satisfied."""
