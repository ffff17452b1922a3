"""新旧版本: what a newer version of a document changes, and what of ours must be looked at again because of it."""
