"""Explainers that are carried over from an earlier build, since nothing they depend on has changed.

The unit is the explainer: its pages in all languages, the pages made from its records, its data. It is kept with all
that it asked for beyond its own files, and is carried over where everything it asked for gives the same answer again.
"""
