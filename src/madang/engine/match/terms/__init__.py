"""The rows of the vocabulary, a file a facet or a few; `vocabulary.py` reads them.

Each row is `id: "English label; Korean label; anchors; English words; Korean words"`, words with "|" between them and
anchors as `scheme:code` with blanks between them. A word with "~" before it names a part of the term. An anchor is a code of a public standard that means the same or
holds it; where none is known for certain there is none.
"""
