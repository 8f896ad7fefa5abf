"""How an operation ends that cannot be done: a stable code and a sentence, as the helpers end."""

CATEGORIES = {
    "NotFound": "ObjectNotFound",
    "AlreadyExists": "ResourceExists",
    "InvalidArgument": "InvalidArgument",
    "PasswordPolicy": "InvalidData",
    "AccessDenied": "PermissionDenied",
    "Protected": "PermissionDenied",
    "Conflict": "InvalidOperation",
    "Unavailable": "ResourceUnavailable",
    "Timeout": "OperationTimeout",
    "Cancelled": "OperationStopped",
    "TooLarge": "LimitsExceeded",
    "NotLoaded": "NotSpecified",
    "Unexpected": "NotSpecified",
}


class Fault(Exception):
    """The end of an operation. `code` is one of CATEGORIES; `message` may be shown and holds no secret."""

    def __init__(self, code: str, message: str, *, category: str = "", exception: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.category = category or CATEGORIES[code]
        self.exception = exception or "System.InvalidOperationException"
