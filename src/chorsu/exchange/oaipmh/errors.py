"""The protocol's own errors (OAI-PMH 2.0, section 3.6), each with the sentence a harvester's operator reads."""


class OaiError(Exception):
    """`code` is one of the protocol's eight words; answered in the envelope with status 200."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
