"""What the landscape refuses: the reason is for the reader."""


class LandscapeError(Exception):
    """A change that is refused; the message is for the reader, `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
