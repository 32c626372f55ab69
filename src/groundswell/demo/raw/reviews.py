"""Public reviews of app stores and review sites."""

from __future__ import annotations

import random

from groundswell.demo import constants as c
from groundswell.demo import ratings
from groundswell.demo.delivery import loaded_seconds, moment
from groundswell.demo.public import Voices, voice_texts
from groundswell.demo.randomness import generator
from groundswell.demo.raw.shapes import shape
from groundswell.demo.settings import Settings
from groundswell.demo.tables import Folder

SCHEMAS = {"review": shape("id site product brand author rating:number title body language url created_at:time "
                           "updated_at:time")}  # fmt: skip
_SITES = ("app_store", "google_play", "g2")


def site_of(number: int) -> str:
    """The site of review *number* of a product."""
    return _SITES[number % len(_SITES)]


def interaction_id(voices: Voices, number: int) -> str:
    """Id of a review's interaction."""
    return f"{site_of(number)}-{_id(voices, number)}"


def _id(voices: Voices, number: int) -> str:
    return f"{list(c.PRODUCTS).index(voices.product) + 1}{number:06d}"


def write_reviews(settings: Settings, voices: Voices, folder: Folder) -> None:
    """The reviews of one product."""
    index = list(c.PRODUCTS).index(voices.product)
    rng = generator(settings.seed, "delivery:review", index)
    loaded = loaded_seconds(settings, "reviews", voices.second, rng)
    stars = ratings.stars(voices.polarity, rng)
    texts = voice_texts(settings, voices, random.Random(int(rng.integers(2**62))))
    folder["review"].add_rows([
        {"id": _id(voices, number), "site": site_of(number), "product": voices.product,
         "brand": c.PRODUCTS[voices.product][1], "author": f"{site_of(number)}-user-{voices.author[number]}",
         "rating": stars[number], "body": text, "created_at": moment(settings, voices.second[number]),
         "updated_at": moment(settings, voices.second[number]), "_fivetran_synced": moment(settings, loaded[number])}
        for number, text in enumerate(texts)
    ])  # fmt: skip
