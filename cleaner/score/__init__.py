"""How likely each block is main content: features, trees, and the choice of what to keep.

Integers throughout: the same page gives the same scores on any machine.
"""
