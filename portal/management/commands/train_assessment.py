"""Learn a score from what people have decided, say how good it is on later decisions, and keep it as a candidate."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.assessment import rules
from complaints.scoring import bounds, moves
from complaints.scoring.labels import everything_until, examples_between
from complaints.scoring.metrics import Quality
from complaints.scoring.training import TooThin, Trained, train
from core import clock
from core.tenancy import SYSTEM, acting_as

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_ROWS = (
    ("items tested on", "n"),
    ("expected calibration error", "error"),
    ("Brier score", "brier"),
    ("Brier score of the base rate", "base_brier"),
    ("area under the curve", "auc"),
)


class Command(BaseCommand):
    help = (
        "Trains a score on what people have decided or confirmed: the earliest 60 % are learned from, the next 20 % "
        "calibrate, the latest 20 % test. It is kept as a candidate, which decides nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since", type=_day, default=_LONG_AGO, help="only what was decided from this day on"
        )
        parser.add_argument("--until", type=_day, help="only what was decided before this day (default: now)")
        parser.add_argument(
            "--seed", type=int, default=1, help="of the intervals' draws; the weights need none"
        )
        parser.add_argument(
            "--try", dest="only_try", action="store_true", help="say how good it is, keep nothing"
        )
        parser.add_argument("--report", type=Path, help="write the whole document, as JSON, to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            now = clock.now()
            until = options["until"] or now
            try:
                trained = train(
                    examples_between(options["since"], until),
                    everything=everything_until(until),
                    seed=options["seed"],
                    about={"rules_version": rules.VERSION},
                )
            except TooThin as thin:
                raise CommandError(f"{thin} The rules go on scoring.") from thin
            self._say(trained)
            if options["report"]:
                options["report"].write_text(trained.content + "\n", encoding="utf-8")
            if not options["only_try"]:
                model, is_new = moves.keep(trained, by=SYSTEM, now=now)
                what = "Kept as candidate" if is_new else "The same data and seed are already kept as"
                self.stdout.write(f"{what} {model.version}.")

    def _say(self, trained: Trained) -> None:
        found, data = trained.document["metrics"], trained.document["data"]
        self.stdout.write(
            f"{data['labelled']} items decided by people, {data['right']} of them right; "
            f"fingerprint {data['fingerprint'][:16]}"
        )
        self.stdout.write(f"{'':32}{'model':>10}{'rules':>10}")
        for label, name in _ROWS:
            values = (_short(found[which][name]) for which in ("model", "rules"))
            self.stdout.write(f"{label:32}" + "".join(f"{value:>10}" for value in values))
        for one in found["by_reason"]:
            self.stdout.write(
                f"{one['reason']}: {one['n']} items, said {one['said']:.3f}, found {one['found']:.3f}, "
                f"Brier {one['brier']:.3f}"
            )
        measured = bounds.Measured(
            model=Quality.from_json(found["model"]), rules=Quality.from_json(found["rules"])
        )
        against = bounds.against_promoting(measured)
        self.stdout.write(f"May come into force: {'no: ' + ', '.join(against) if against else 'yes'}")


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _short(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4f}"
