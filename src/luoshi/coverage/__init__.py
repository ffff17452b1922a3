"""对标对表: every clause of a superior document beside what the zone does about it."""
