"""The second reader of claims: models learnt from labelled reports, which weigh what the rows read and read more, and
weigh the polarity of both."""

from transforms.claims.learnt.polarity import weigh_polarity
from transforms.claims.learnt.reading import weighed

__all__ = ["weigh_polarity", "weighed"]
