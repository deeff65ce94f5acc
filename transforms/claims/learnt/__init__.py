"""The second reader of claims: models learnt from labelled reports, for what no row of the wordings fits."""

from transforms.claims.learnt.reading import learnt

__all__ = ["learnt"]
