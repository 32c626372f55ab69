"""The command line: `groundswell run`, `page`, `review`, `explain`, `assess`, `notify`, `feedback`, `demo`, `train`."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)
SERVING_FILE = click.option(
    "--database", type=FOLDER, required=True, help="Serving file that `groundswell run` published."
)
NOTICE = click.option("--notice", help="A line to show on top, e.g. that the data is simulated.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="groundswell")
def main() -> None:
    """Customer sentiment trends, computed inside the warehouse that already holds the data."""


@main.command()
@click.option("--landing", type=FOLDER, help="Folder of landing tables; leave out where connectors bring everything.")
@click.option("--database", type=FOLDER, required=True, help="Serving file to publish, e.g. warehouse/acme.duckdb.")
@click.option("--project", type=FOLDER, default=Path(), help="Folder of dbt_project.yml.  [default: here]")
@click.option("--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="UTC date, inclusive.  [default: the day of the newest message]")  # fmt: skip
@click.option("--state", type=FOLDER, help="State file with people's answers.  [default: beside the serving file]")
@click.option("--full-refresh", is_flag=True, help="Rebuild incremental models; scores still come from the cache.")
@click.option("--vars", "variables", metavar="JSON", default="{}", help="Further dbt vars as a JSON object.")
def run(
    landing: Path | None,
    database: Path,
    project: Path,
    as_of: datetime | None,
    state: Path | None,
    full_refresh: bool,
    variables: str,
) -> None:
    """Build a landing folder and publish its marts, if every test and gate passes.

    Exit codes: 0 published; 1 the build failed, what people open is as it was; 2 the input cannot be used; 3 another
    run holds the build file.
    """
    from groundswell.runner import RunError, RunSettings
    from groundswell.runner import run as run_build

    try:
        extra = json.loads(variables)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f"not JSON: {error}", param_hint="--vars") from None
    if not isinstance(extra, dict):
        raise click.BadParameter('not a JSON object, e.g. {"max_texts_per_run": 1000}', param_hint="--vars")
    if as_of:
        if as_of.date() > datetime.now(UTC).date():
            raise click.BadParameter(f"{as_of:%Y-%m-%d} lies in the future", param_hint="--as-of")
        extra["as_of"] = f"{as_of:%Y-%m-%d}"
    try:
        published = run_build(RunSettings(landing, database, project, full_refresh, extra, state))
    except RunError as error:
        click.echo(f"groundswell run: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("groundswell run: interrupted; what people open is as it was, and the next run goes on.", err=True)
        sys.exit(130)
    total = sum(published.rows.values())
    click.echo(f"Published {len(published.rows)} marts, {total:,} rows: {published.database}, {published.parquet}/")


@main.command()
@SERVING_FILE
@click.option("--out", type=FOLDER, required=True, help="HTML file to write.")
@NOTICE
def page(database: Path, out: Path, notice: str | None) -> None:
    """Write one static HTML page on a serving file: portfolio, alerts, accounts to look at."""
    from groundswell.dashboard import PageError, write_page

    try:
        written = write_page(database, out, notice=notice)
    except PageError as error:
        click.echo(f"groundswell page: {error}", err=True)
        sys.exit(2)
    click.echo(f"Wrote {written}")


@main.command()
@SERVING_FILE
@click.option("--out", type=FOLDER, required=True, help="Folder to write; an older review there is replaced.")
@NOTICE
def review(database: Path, out: Path, notice: str | None) -> None:
    """Write the weekly review of a serving file: an agenda, and a page of every account. Open its index.html."""
    from groundswell.dashboard import PageError
    from groundswell.dashboard.review import write_review

    try:
        written = write_review(database, out, notice=notice)
    except PageError as error:
        click.echo(f"groundswell review: {error}", err=True)
        sys.exit(2)
    click.echo(f"Wrote {written}")


@main.command()
@click.option("--accounts", type=int, default=200, show_default=True, help="How many customers.")
@click.option(
    "--months", type=int, default=18, show_default=True, help="How many months, 6 to 72; the last is June 2026."
)
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed is another world of the same kind.")
@click.option("--out", type=FOLDER, required=True, help="New or empty folder to write the world into.")
@click.option("--polarity-only", is_flag=True, help="Only landing tables, with a polarity and no text.")
@click.option("--landing-only", is_flag=True, help="Only landing tables, with texts: no connector's raw tables.")
@click.option("--churn-ignores-mood", is_flag=True, help="The second world: nobody leaves or stays because of a mood.")
def demo(
    accounts: int, months: int, seed: int, out: Path, polarity_only: bool, landing_only: bool, churn_ignores_mood: bool
) -> None:
    """Write a simulated world: invented customers, and the truth about them in a folder that no model reads.

    The same options write the same bytes. docs/demo-world.md says what is in it.
    """
    from groundswell.demo.settings import DemoError, Settings
    from groundswell.demo.world import write_landing_world, write_polarity_world, write_world

    if polarity_only and landing_only:
        raise click.UsageError("--polarity-only and --landing-only are two different worlds: choose one")
    write = write_polarity_world if polarity_only else write_landing_world if landing_only else write_world
    try:
        world = write(Settings(accounts, months, seed, churn_ignores_mood), out)
    except DemoError as error:
        click.echo(f"groundswell demo: {error}", err=True)
        sys.exit(2)
    for table, rows in world.rows.items():
        click.echo(f"{rows:>12,} rows  {out / table}.parquet")
    click.echo(world.oracle.sentence())


@main.command()
@click.argument("alert_id")
@SERVING_FILE
@click.option("--html", "out", type=FOLDER, help="Write a page with the series, its band and the events instead.")
@click.option("--notice", help="A line to show on top of that page, e.g. that the data is simulated.")
def explain(alert_id: str, database: Path, out: Path | None, notice: str | None) -> None:
    """Show what an alert rests on: its numbers, topics, channels, emotions, days, messages and the events near it.

    ALERT_ID is an id of marts.fct_alerts, or as much of its beginning as is unique; or `latest`.
    """
    from groundswell.dashboard import PageError, explanation, explanation_page, explanation_screen

    try:
        explained = explanation.explain(database, alert_id)
        if out is None:
            click.echo(explanation_screen.screen(explained))
        else:
            click.echo(f"Wrote {explanation_page.write_explanation(explained, out, notice)}")
    except PageError as error:
        click.echo(f"groundswell explain: {error}", err=True)
        sys.exit(2)


@main.command()
@click.argument("account")
@SERVING_FILE
@click.option("--html", "out", type=FOLDER, help="Write a page with the series instead.")
@click.option("--notice", help="A line to show on top of that page, e.g. that the data is simulated.")
@click.option("--currency", default="USD", show_default=True, help="Currency of the ARR (var reporting_currency).")
def assess(account: str, database: Path, out: Path | None, notice: str | None, currency: str) -> None:
    """Assess the risk of one account: severity, trend, likely causes, chance of leaving, what to do by when.

    ACCOUNT is an id or a name of marts.dim_accounts.
    """
    from groundswell.dashboard import PageError, assessment, assessment_page, assessment_screen

    try:
        assessed = assessment.assess(database, account)
        if out is None:
            click.echo(assessment_screen.screen(assessed, currency))
        else:
            click.echo(f"Wrote {assessment_page.write_assessment(assessed, out, notice, currency)}")
    except PageError as error:
        click.echo(f"groundswell assess: {error}", err=True)
        sys.exit(2)


@main.command()
@SERVING_FILE
@click.option("--config", type=FOLDER, required=True, help="TOML file of channels and limits (docs/deliver-alerts.md).")
@click.option("--state", type=FOLDER, help="State file.  [default: beside the serving file, .state.sqlite]")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="A channel that is new is told of alerts opened from this day on.  [default: the newest day of the data]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send nothing, change nothing.")
@click.option("--retry-now", is_flag=True, help="Try failed messages again, however lately they failed.")
def notify(
    database: Path, config: Path, state: Path | None, since: datetime | None, dry_run: bool, retry_now: bool
) -> None:
    """Send new and changed alerts of the default policy to Slack, Teams, e-mail and webhooks.

    Exit codes: 0 all delivered, or nothing to say; 1 something was not delivered or not confirmed, the next run tries
    again; 2 the input cannot be used, nothing was sent; 3 another run is delivering.
    """
    from groundswell.delivery import config as channels
    from groundswell.delivery.errors import DeliveryError
    from groundswell.delivery.notify import notify as deliver
    from groundswell.delivery.state import state_path

    try:
        report = deliver(
            database,
            state or state_path(database),
            channels.read_config(config),
            os.environ,
            since=since.date() if since else None,
            dry_run=dry_run,
            retry_now=retry_now,
        )
    except DeliveryError as error:
        click.echo(f"groundswell notify: {error}", err=True)
        sys.exit(error.exit_code)
    for name, title, body in report.drafts:
        click.echo(f"--- {name}\n{title}\n\n{body}\n")
    for line in report.lines(dry_run):
        click.echo(line)
    for problem in report.problems:
        click.echo(f"groundswell notify: {problem}", err=True)
    code = 0 if report.is_complete else 1
    if report.left_behind:
        # A request that was given up still listens to a server that drips. All is noted; nobody waits for it.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


@main.command()
@click.argument("alert_id")
@click.argument("verdict", type=click.Choice(["true", "false", "known", "late"]))
@click.option("--database", type=FOLDER, required=True, help="Serving file that holds the alert.")
@click.option("--state", type=FOLDER, help="State file.  [default: beside the serving file, .state.sqlite]")
@click.option("--comment", help="In your words.")
@click.option("--author", help="Who says so.  [default: the system's user]")
def feedback(
    alert_id: str, verdict: str, database: Path, state: Path | None, comment: str | None, author: str | None
) -> None:
    """Say whether an alert was right: true, false, known (true, but no news) or late (true, but too late).

    ALERT_ID is an id of marts.fct_alerts, or as much of its beginning as is unique; or `latest`. The next build counts
    the verdict.
    """
    from groundswell.delivery.errors import DeliveryError
    from groundswell.delivery.feedback import note
    from groundswell.delivery.state import state_path

    try:
        noted = note(database, state or state_path(database), alert_id, verdict, comment, author)
    except DeliveryError as error:
        click.echo(f"groundswell feedback: {error}", err=True)
        sys.exit(error.exit_code)
    click.echo(f"Noted: {verdict}, on alert {noted.alert_id[:10]}. {noted.reason}")
    if noted.waits:
        click.echo(f"The data ends on {noted.as_of}: the verdict counts once it reaches {noted.counts_from}.")


@main.command()
@click.option(
    "--data",
    type=FOLDER,
    default=Path("../shared/data"),
    show_default=True,
    help="Folder whose subfolder `training` holds the labelled sets (docs/model-card.md).",
)
@click.option("--out", type=FOLDER, help="Folder for the two files.  [default: the package's own weights/]")
@click.option("--seed", type=int, help="Another seed than the recipe's.")
@click.option("--passes", type=click.IntRange(min=1), help="Fewer or more passes than the recipe's.")
@click.option("--calibrate-only", is_flag=True, help="Keep the delta, fit its manifest's constants anew: two minutes.")
def train(data: Path, out: Path | None, seed: int | None, passes: int | None, calibrate_only: bool) -> None:
    """Train the scorer's delta anew: up to an hour on two cores, the same weights for the same seed."""
    from groundswell.scoring import training
    from groundswell.scoring.encoder import WEIGHTS_DIR, WeightsError

    try:
        manifest = training.train(data, out or WEIGHTS_DIR, seed=seed, passes=passes, calibrate_only=calibrate_only)
    except (FileNotFoundError, ImportError, WeightsError) as error:
        click.echo(f"groundswell train: {error}", err=True)
        sys.exit(2)
    click.echo(f"Wrote {out or WEIGHTS_DIR}: delta {manifest.delta_sha256[:12]}, recipe {manifest.recipe_sha256[:12]}")


if __name__ == "__main__":
    main()
