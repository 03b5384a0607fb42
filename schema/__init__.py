"""The words everybody uses: the forms, their boxes, records, findings and the rules of a notice.

This room imports no other room.
"""
