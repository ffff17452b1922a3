"""Many documents into one Parquet table, on one machine or on a cluster, taken up where it broke off.

``command`` is light and imports the rest only when it is asked for; ``run.read_many`` is the table of contents.
"""
