"""Précis: checked, multilingual explainers. The domain, free of any site generator."""

__version__ = "0.1.0"
