"""The list of traps of interpretation as data: each row of the document with the reading a person gives it.

A module holds one section. A key begins with the row's number; `own` marks a sentence in other words and another
language than the document's.
"""
