"""Runs that somebody pulls the plug on: the next one ends as if nothing had happened."""
