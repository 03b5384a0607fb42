"""The letter to an applicant: 补正通知 as a Word file, and the draft of the reply that it goes with. Nothing is sent.

`due` says which letters a batch asks for, `words` what stands in them, `document` makes the file, `draft` the mail.
"""
