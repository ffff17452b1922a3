"""历年对比: how terms come and go, and what a zone stresses, over dated documents of the zone's own choice."""
