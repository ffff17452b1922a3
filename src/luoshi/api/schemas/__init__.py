"""What the API says of things. Names are the models'; days are ISO 8601, amounts decimal strings."""
