"""各区对比: one occasion over zones, from a round-up page or from several documents chosen together."""
