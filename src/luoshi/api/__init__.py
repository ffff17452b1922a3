"""The OpenAPI face of the actions and queries that the pages use: /api/v1/."""
