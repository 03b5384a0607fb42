"""Mail fetched from an IMAP server into a folder, one `.eml` a mail; the server is only read."""
