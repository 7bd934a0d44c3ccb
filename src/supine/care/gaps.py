"""What is said when the care cards have no rule for a case."""

from __future__ import annotations


class MissingRuleError(LookupError):
    """No rule covers the case: guessing would be worse than stopping."""

    def __init__(self, **case: object) -> None:
        """Name the case, such as `back=3, leg=None`."""
        named = ", ".join(f"{name} {value}" for name, value in case.items())
        super().__init__(f"No care rule covers this case: {named}. Run: supine library check")
