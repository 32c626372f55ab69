"""What can go wrong before anything is sent. `exit_code` is what a scheduler sees."""


class DeliveryError(Exception):
    """The input cannot be used; the message is one line for the person who asked."""

    exit_code = 2


class BusyError(DeliveryError):
    """Another run is delivering from the same state file."""

    exit_code = 3
