"""The front door: the files of a mailbox, the pipeline that they go through, the folder that comes out, the commands.

This room imports all others; none imports it.
"""
