"""The front door: the files of a mailbox, the two halves of a run, the folder that comes out, the commands.

This room imports all others; none imports it.
"""
