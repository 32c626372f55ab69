"""Messages of customers, agents and bots, written from a latent mood: `write(occasion, rng)`.

The mood decides which words are likely, never which words appear: much of what people write is plain fact, and some of
it is polite, sarcastic or off. What a scorer can read from such texts is measured by `benchmarks/world/language.py`.
"""

from groundswell.demo.language.occasion import TOPICS, Occasion
from groundswell.demo.language.writing import write

__all__ = ["TOPICS", "Occasion", "write"]
