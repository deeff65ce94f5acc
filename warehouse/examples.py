"""Three questions to begin with, shown at the end of a run; a test asks each of them as an analyst."""

QUERIES = (
    "select outlet, place, value, polarity, quote from mart.new_tonight limit 10",
    "select source_key, verdict, reason from mart.source_health order by day desc, source_key limit 10",
    "select from_country, to_country, month, direction, modality, low, high, origins from mart.flows_by_month",
)
