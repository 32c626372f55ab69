"""Invented names of companies and people. Domains end in `.example`; phone numbers are of the range for fiction."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.demo.randomness import generator

_HEADS = ("Alder", "Amber", "Ash", "Barley", "Bell", "Birch", "Blue", "Bram", "Brook", "Cinder", "Clay", "Cobble",
          "Copper", "Corn", "Crane", "Dell", "Elm", "Fallow", "Fen", "Finch", "Flint", "Fox", "Garnet", "Gorse",
          "Grain", "Hazel", "Heron", "Hollow", "Iron", "Kestrel", "Lark", "Linden", "Marl", "Mill", "Moss", "Oak",
          "Otter", "Pebble", "Plover", "Quill", "Raven", "Reed", "Rowan", "Rush", "Sable", "Salt", "Sorrel", "Tarn",
          "Teal", "Thistle", "Vale", "Wren", "Yarrow")  # fmt: skip
_TAILS = ("beck", "bourne", "bridge", "brow", "combe", "croft", "dale", "dene", "field", "ford", "gate", "ham", "holt",
          "hurst", "ley", "low", "mere", "moor", "more", "ness", "rick", "shaw", "side", "stead", "stoke", "strand",
          "thorpe", "ton", "wade", "well", "wick")  # fmt: skip
_TRADES = ("Bakeries", "Bikes", "Brewing", "Catering", "Clinics", "Couriers", "Dairy", "Dental", "Electric", "Farms",
           "Fitness", "Florists", "Foods", "Freight", "Furniture", "Gardens", "Grocers", "Hotels", "Joinery",
           "Laundry", "Logistics", "Lighting", "Medical", "Motors", "Outdoor", "Packaging", "Paper", "Parcel",
           "Plumbing", "Print", "Schools", "Seafood", "Steel", "Textiles", "Tiles", "Timber", "Toys")  # fmt: skip
_COMPANIES = len(_HEADS) * len(_TAILS) * len(_TRADES)  # 60,791
_STEP = 28_657  # a prime that does not divide it: every number meets another company
FIRST_NAMES = ("Aisha", "Amara", "Anton", "Bram", "Carys", "Chen", "Dario", "Dwayne", "Elif", "Esme", "Fenna", "Femi",
               "Goran", "Greta", "Hank", "Hattie", "Ilse", "Imran", "Jonas", "Juno", "Kenji", "Kofi", "Lena", "Lucia",
               "Malik", "Moira", "Nadia", "Nuala", "Oskar", "Petra", "Piotr", "Quinn", "Rosa", "Ruben", "Sana", "Tomas",
               "Ute", "Vera", "Wanda", "Yusuf", "Zoe")  # fmt: skip
LAST_NAMES = ("Abbott", "Achterberg", "Brandt", "Cole", "Duarte", "Eze", "Falk", "Grieve", "Hoyt", "Imrie", "Jansen",
              "Kaur", "Lindqvist", "Mbeki", "Novak", "Orr", "Pereira", "Quist", "Rahimi", "Soto", "Tanaka", "Unwin",
              "Voss", "Whitcombe", "Xu", "Yilmaz", "Zeller")  # fmt: skip
AGENTS = ("Aroha", "Bastian", "Dilek", "Hollis", "Ines", "Kwame", "Marit", "Nils", "Odette", "Rafa", "Sunita", "Teo")


@dataclass(frozen=True)
class Contact:
    """One invented person at a customer."""

    number: int
    first_name: str
    last_name: str
    email: str
    phone: str


def company(seed: int, number: int) -> str:
    """The name of company *number*: different for each of up to 60,791 numbers."""
    place = (number * _STEP + seed * 7_919) % _COMPANIES
    head, rest = place % len(_HEADS), place // len(_HEADS)
    return f"{_HEADS[head]}{_TAILS[rest % len(_TAILS)]} {_TRADES[rest // len(_TAILS)]}"


def domain(company_name: str) -> str:
    """The mail domain of a company."""
    return "".join(letter for letter in company_name.lower() if letter.isalnum()) + ".example"


def csm(number: int) -> str:
    """The name of customer-success manager *number*."""
    first, last = FIRST_NAMES[(number * 11 + 3) % len(FIRST_NAMES)], LAST_NAMES[(number * 7 + 5) % len(LAST_NAMES)]
    return f"{first} {last}"


def contacts(seed: int, number: int, mail_domain: str, people: int) -> tuple[Contact, ...]:
    """The people of account *number*."""
    rng = generator(seed, "contacts", number)
    firsts = rng.choice(len(FIRST_NAMES), people, replace=False)
    lasts = rng.choice(len(LAST_NAMES), people, replace=False)
    phones = rng.integers(100, 200, people)
    return tuple(
        Contact(n, FIRST_NAMES[a], LAST_NAMES[b], f"{FIRST_NAMES[a]}.{LAST_NAMES[b]}@{mail_domain}".lower(),
                f"(212) 555-0{phone}")
        for n, (a, b, phone) in enumerate(zip(firsts, lasts, phones, strict=True))
    )  # fmt: skip
