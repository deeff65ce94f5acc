"""The second reader of claims: models learnt from labelled reports, which weigh what the rows read and read more."""

from transforms.claims.learnt.reading import weighed

__all__ = ["weighed"]
