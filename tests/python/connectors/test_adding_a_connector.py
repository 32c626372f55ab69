"""A connector is one folder, and no edit elsewhere: a copy of the project with a toy connector in it."""

from __future__ import annotations

import shutil

import pytest

from support import PROJECT, succeeded, write_parquet

pytestmark = pytest.mark.build

SOURCES = """
version: 2

sources:
  - name: toy
    schema: toy
    config:
      enabled: "{{ 'toy' in var('connectors') }}"
      meta:
        external_location: "{{ var('raw_path') }}/toy/{name}.parquet"
    tables:
      - name: letter
        config:
          meta: {required: [id, body]}
        columns:
          - {name: id, data_type: text}
          - {name: sender, data_type: text}
          - {name: body, data_type: text}
          - {name: posted_at, data_type: timestamp}
"""
MODELS = """
version: 2

models:
  - name: stg_toy__interactions
    config: &switch
      enabled: "{{ 'toy' in var('connectors') }}"
  - name: stg_toy__counts
    config: *switch
"""
INTERACTIONS = """
select
    body as text, id as interaction_id, 'toy' as source, sender as account_key, id as thread_id, sender as author_id,
    cast(null as varchar) as agent_id, 'email' as channel, 'customer' as author_role, cast(null as varchar) as team,
    cast(null as varchar) as product, cast(null as varchar) as brand, cast(null as varchar) as language,
    {{ source_link('toy', 'id') }} as source_url, cast(null as double) as rating,
    cast(null as varchar) as rating_scale, cast(null as decimal(9, 6)) as polarity, posted_at as occurred_at,
    posted_at as loaded_at, failed_casts, 'toy.letter' as landing_file, cast(null as bigint) as landing_row
from ({{ source_table('toy', 'letter') }}) as letters
"""
COUNTS = """
with read_rows as (
    select 'letter' as table_name, count(*) as raw_rows, 0 as left_out, cast(null as varchar) as left_out_reason
    from ({{ source_table('toy', 'letter') }}) as letters
)
{{ connector_counts('toy', {'letter': 'interactions'}) }}
"""


def test_a_connector_is_one_folder_and_no_edit_elsewhere(workspace):
    here = workspace("toy")
    project = here.project
    for part in ["models", "macros", "seeds", "python_models", "profiles"]:
        shutil.copytree(PROJECT / part, project / part)
    shutil.copytree(PROJECT / "tests" / "generic", project / "tests" / "generic")
    shutil.copytree(PROJECT / "tests" / "singular", project / "tests" / "singular")
    shutil.copytree(PROJECT / "tests" / "fixtures", project / "tests" / "fixtures")
    for file in ["dbt_project.yml", "profiles.yml"]:
        shutil.copy(PROJECT / file, project / file)

    folder = project / "models" / "staging" / "toy"
    folder.mkdir()
    (folder / "_toy__sources.yml").write_text(SOURCES)
    (folder / "_toy__models.yml").write_text(MODELS)
    (folder / "stg_toy__interactions.sql").write_text(INTERACTIONS)
    (folder / "stg_toy__counts.sql").write_text(COUNTS)
    letters = "select 7 as id, 'ada@marlowefoods.example' as sender, 'Dear all' as body, '2026-03-01' as posted_at"
    write_parquet(here.root / "raw" / "toy" / "letter.parquet", letters)

    settings = {"connectors": ["toy"], "raw_path": "../raw", "landing_path": None}
    settings["source_urls"] = {"toy": "https://letters.example/"}
    succeeded(
        here.dbt(
            *["build", "--select", "+fct_interactions", "+path:tests/singular/connectors"],
            *["--indirect-selection", "cautious"],
            *["--exclude", "path:python_models"],
            skip_python_models=True,
            **settings,
        )
    )
    assert here.query("select interaction_key, channel, source_url from marts.fct_interactions") == [
        ("toy:7", "email", "https://letters.example/7")
    ]
