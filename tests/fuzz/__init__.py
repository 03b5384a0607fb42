"""Mutated inputs for the unit of work: nothing that a damaged or hostile file holds may crash it, stop it or go unsaid.

`make fuzz` (N=10000) runs them all, `python -m tests.fuzz markup:17` runs one again. A case is a name and a number: the
same bytes every time, as long as the samples stay as they are.
"""
