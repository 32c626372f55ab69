"""Delighted: surveys with and without a comment."""

from __future__ import annotations

from groundswell.demo import ratings
from groundswell.demo.conversations import Conversation
from groundswell.demo.delivery import first_sync, moment
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

SCHEMAS = {
    "response": shape("id person_id survey_type score:number comment permalink created_at:time updated_at:time"),
    "person": shape("id email created_at:time"),
}
_SURVEY_TYPES = {"nps_0_10": "nps", "csat_1_5": "csat", "ces_1_7": "ces"}


def write_account(told: Told, folder: Folder) -> None:
    """The people of an account and their answers."""
    settings, account, life = told.settings, told.life.account, told.life
    began = moment(settings, account.start * DAY_SECONDS)
    folder["person"].add_rows([
        {"id": told.person_id(contact), "email": contact.email, "created_at": began,
         "_fivetran_synced": first_sync(settings, account.start)} for contact in account.contacts
    ])  # fmt: skip
    scales, values = ratings.survey_ratings(settings, account, life.messages)
    for survey in told.on("survey"):
        for turn, loaded in zip(survey.turns, told.loads[survey.thread], strict=True):
            at, response_id = moment(settings, turn.second), interaction_id(told, survey)
            folder["response"].add_rows([
                {"id": response_id, "person_id": told.person_id(turn.contact or survey.contact),
                 "survey_type": _SURVEY_TYPES[scales[turn.message]], "score": values[turn.message],
                 "comment": turn.text, "permalink": f"https://surveys.wrenfield.example/{response_id}",
                 "created_at": at, "updated_at": at, "_fivetran_synced": loaded}
            ])  # fmt: skip


def interaction_id(told: Told, survey: Conversation, position: int = 0) -> str:
    """Id of an answer, and so of the interaction."""
    return str(told.thread_id(survey.thread))
