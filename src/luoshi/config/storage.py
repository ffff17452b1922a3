from whitenoise.storage import CompressedManifestStaticFilesStorage


class Static(CompressedManifestStaticFilesStorage):
    """Hashed, compressed, kept for ever by browsers once collected (``luoshi serve`` does); plain names before that."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
