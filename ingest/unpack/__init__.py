"""Containers opened: mails, archives and mailboxes, down to the files that people wanted to send."""
