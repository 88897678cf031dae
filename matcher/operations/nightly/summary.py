"""The summary of a night in German, for the mail that cron sends and for the terminal."""

from db.nightly_status import RUN_LABELS, Run, StepStatus
from matcher import german

_MARKS = {"good": "✓", "skipped": "–", "attention": "!", "failed": "✗"}


def summary(run: Run) -> str:
    """Several lines: the whole, the steps, the problems."""
    lines = [
        f"Nachtlauf vom {german.day(run.today)}, {run.started:%H:%M} bis {run.ended:%H:%M} Uhr"
        f" ({_duration(run.seconds)}): {RUN_LABELS[run.state]}."
    ]
    width = max((len(step.title) for step in run.steps), default=0)
    lines += [_line(step, width) for step in run.steps]
    if run.problems:
        lines += ["", "Zu prüfen:", *(f"- {problem}" for problem in run.problems)]
    return "\n".join(lines)


def _line(step: StepStatus, width: int) -> str:
    return f"  {_MARKS[step.state]} {step.title:<{width}}  {step.message}"


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    return f"{german.number(whole // 60)} min {whole % 60} s"
