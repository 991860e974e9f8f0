from home.models import SetupStep


class StepConverter:
    """A step of the setup list, as its key stands in an address."""

    regex = "|".join(SetupStep.values)

    def to_python(self, value: str) -> SetupStep:
        return SetupStep(value)

    def to_url(self, value: SetupStep | str) -> str:
        return SetupStep(value).value
