"""The second and third readers of claims: words learnt from labelled reports and a network, which weigh what the rows
read and read more, and settle what both say."""

from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.reading import weighed
from transforms.claims.learnt.settled import settle

__all__ = ["Seen", "settle", "weighed"]
