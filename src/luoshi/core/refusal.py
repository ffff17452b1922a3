class Refused(Exception):  # noqa: N818 - a refusal is an answer in the user's language, not a fault of the program
    """The domain says no. ``reason`` names the place and the remedy; config.middleware turns it into a message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
