"""What a command cannot carry out, told in Chinese and done with."""


class UsageProblem(Exception):  # noqa: N818 - a problem of the command line, told and done with
    """A command line that cannot be carried out; the message is Chinese."""


class Halted(Exception):  # noqa: N818 - work was under way and did not end
    """Work that broke off for no fault of the command line; the message is Chinese and says what is left of it."""
