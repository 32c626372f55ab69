"""Every number of the simulated world except the hazards of `hazards.py`, with its unit.

Moods and polarities lie in [-1, +1]. Days are UTC days. `(low, high)` is a uniform range. None of these numbers was
tuned so that a detector or model finds what it should; they were chosen to look like business customers and to be hard:
most of a message's polarity is not its account's mood.
"""

from __future__ import annotations

from datetime import date

# --- Time -----------------------------------------------------------------------------------------------------------
LAST_DAY = date(2026, 6, 30)  # never the clock: the same seed must give the same bytes
SHORTEST_MONTHS, LONGEST_MONTHS = 6, 72  # below, no baseline; above, the calendar's 2,500 days
MOST_ACCOUNTS = 20_000

# --- Accounts -------------------------------------------------------------------------------------------------------
# share of accounts, median annual revenue, its log sd, factor on message volume
SEGMENTS = {
    "Enterprise": (0.15, 120_000, 0.5, 2.2),
    "Mid-market": (0.35, 32_000, 0.5, 1.1),
    "Small business": (0.50, 7_000, 0.6, 0.75),
}
REGIONS = {"EMEA": (0.45, 11.0), "AMER": (0.40, 17.0), "APAC": (0.15, 4.5)}  # share, middle of the working day in UTC
PRODUCTS = {"Dispatch": (0.6, "Wrenfield"), "Ledger": (0.4, "Quillmoor")}  # share, brand
GOLD_ARR, SILVER_ARR = 60_000, 15_000  # tiers by revenue at the start
LONGEST_TENURE_DAYS = 5 * 365  # before the world begins
PARENT_SHARE = 0.05  # accounts that belong to an earlier one
ACCOUNTS_PER_CSM = 18
ONBOARDING_DAYS = 90
CONTACTS_PER_LOG_RATE = 1.6  # contacts = 2 + this × log1p(messages a week), rounded
CONTACTS_MOST = 9

# --- Mood of an account ---------------------------------------------------------------------------------------------
BASE_MOOD = (0.10, 0.16)  # mean and sd over accounts
WANDER_SD = 0.10  # stable accounts wander, as an AR(1) …
WANDER_MEMORY_DAYS = 60.0  # … whose autocorrelation falls to 1/e in so many days
SEASON_SIZE = 0.03  # yearly swing of everybody: best in spring, worst in autumn
WEEKDAY_MOOD = (-0.03, -0.01, 0.0, 0.01, 0.03, 0.01, 0.0)  # Monday to Sunday
SHOCK_SENSITIVITY = (0.4, 1.6)  # how much of a shared shock an account takes

# --- Planted episodes -----------------------------------------------------------------------------------------------
# Each forty accounts hold exactly this many of each regime, in random order.
REGIME_DECK = {"stable": 14, "crash": 5, "erode": 5, "blip": 3, "recover": 3, "improve": 3, "silent": 2,
               "mix_shift": 2, "new": 3}  # fmt: skip
EPISODE_SIZE = {"crash": (-0.70, -0.35), "erode": (-0.60, -0.30), "blip": (-0.80, -0.40), "recover": (-0.70, -0.35),
                "improve": (0.25, 0.50)}  # fmt: skip
# days from the first movement to the full size
EPISODE_RISE_DAYS = {"crash": (1, 4), "erode": (42, 84), "blip": (1, 1), "recover": (1, 4), "improve": (14, 56),
                     "silent": (7, 21), "mix_shift": (3, 14)}  # fmt: skip
BLIP_DAYS = (2, 4)  # first movement to last day of the blip
RECOVER_HOLD_DAYS, RECOVER_BACK_DAYS = (25, 70), (14, 42)
EPISODE_START_SHARE = (0.35, 0.90)  # of the account's days in the world
EPISODE_START_LEAST_DAYS, EPISODE_END_MARGIN_DAYS = 70, 30  # from the account's first day; before the last day
SECOND_BLIP_SHARE, SECOND_BLIP_DISTANCE_DAYS = 0.12, 75  # accounts with a further blip, that far from the episode
SILENT_VOLUME = (0.02, 0.12)  # what is left of the messages
MIX_SHIFT_TICKETS = (3.0, 6.0)  # factor on the weight of tickets

# --- Shared shocks and events ---------------------------------------------------------------------------------------
# kind: expected number a year and scope, size, days at full size, days to fade, factor on message volume meanwhile.
# Of the incidents each fifth one, of the price changes each second one, from the first on, is global.
SEGMENT_DIPS = (3.0, (-0.30, -0.12), (8, 25), (5, 15), (1.0, 1.3))  # a segment; in no calendar
INCIDENTS = (2.5, (-0.40, -0.12), (1, 3), (3, 9), (1.4, 2.6))  # a product
PRICE_CHANGES = (0.7, (-0.16, -0.06), (10, 25), (30, 60), (1.1, 1.5))  # a segment
CAMPAIGNS = (2.0, (0.02, 0.08), (7, 14), (7, 14), (1.0, 1.1))  # a brand
RELEASE_EVERY_DAYS = 35  # of each product
RELEASE_WITHOUT_EFFECT = 0.6  # share
RELEASE_SIZE_SD, RELEASE_DAYS, RELEASE_FADE_DAYS = 0.10, (3, 8), (5, 14)
# account events a year and account: expected number, size, days at full size, days to fade
ACCOUNT_EVENTS = {
    "billing": (0.30, (-0.20, 0.0), (1, 3), (4, 10)),
    "feature_adoption": (0.40, (0.0, 0.06), (5, 10), (20, 40)),
    "csm_touchpoint": (3.0, (0.0, 0.0), (1, 1), (1, 1)),
    "ticket_resolution": (1.0, (0.0, 0.04), (1, 1), (3, 6)),
}
# What is done about an account. kind: relative frequency, real effect on the mood at its height
INTERVENTIONS = {"Executive call": (1.0, 0.18), "Training workshop": (1.0, 0.10), "Service credit": (1.0, 0.0),
                 "Success plan review": (1.0, 0.0)}  # fmt: skip
INTERVENTION_AFTER_DECLINE = 0.5  # share of declines that somebody acts on …
INTERVENTION_DELAY_DAYS = (21, 60)  # … so long after they reach their size
INTERVENTION_WITHOUT_DECLINE = 0.15  # a year, for any account
INTERVENTION_RISE_DAYS, INTERVENTION_HALF_LIFE_DAYS = 10, 120.0

# --- Traffic --------------------------------------------------------------------------------------------------------
MESSAGES_A_WEEK = (2.2, 1.3, 90.0)  # median, log sd and most, of the customer messages of an account
LOW_BAND, HIGH_BAND = 1.0, 6.0  # volume_band: below, and from, so many messages a week
BURST_SHAPE = 1.4  # gamma-distributed factor of each account and week: counts are negative binomial
WEEKDAY_VOLUME = (1.50, 1.40, 1.30, 1.25, 1.05, 0.28, 0.22)  # Monday to Sunday, mean 1
HOLIDAY_VOLUME = 0.45  # 24 December to 1 January
VOLUME_REACTS_SHARE, VOLUME_REACTS = 0.35, 1.3  # accounts that write more when unhappy; log factor per unit of mood
LEAVING_VOLUME = 0.5  # factor between the decision to leave and the last day
# channel: share of threads, offset of polarity at equal mood, mean customer messages a thread, median hours between
CHANNELS = {
    "ticket": (0.30, -0.30, 1.7, 7.0),
    "chat": (0.19, -0.10, 2.4, 0.05),
    "email": (0.27, -0.05, 1.6, 9.0),
    "call": (0.08, -0.14, 1.0, 1.0),
    "sms": (0.03, -0.02, 1.4, 0.3),
    "survey": (0.09, 0.06, 1.0, 1.0),
    "community": (0.04, 0.04, 1.3, 20.0),
}
CHANNEL_MIX_CONCENTRATION = 9.0  # of the Dirichlet that gives each account its own mix
AUTHOR_SD, THREAD_SD, MESSAGE_SD = 0.08, 0.26, 0.28  # of polarity: within an account about .39 in all
HOUR_SD = 2.8  # of the time of day

# --- Public voices: they belong to no account ---------------------------------------------------------------------
# channel: messages a day and product per 200 accounts, offset of polarity
PUBLIC = {"review": (0.35, 0.05), "social": (0.22, -0.12)}
PUBLIC_BASE_MOOD, PUBLIC_SD, PUBLIC_MESSAGE_SD = 0.12, 0.40, 0.28
PUBLIC_SHOCK_VOLUME = 3.0  # log factor on volume per unit of shock

# --- Delivery -------------------------------------------------------------------------------------------------------
SOURCES = {"ticket": "zendesk", "chat": "intercom", "email": "mailbox", "call": "gong", "sms": "mailbox",
           "survey": "delighted", "community": "forum", "review": "reviews", "social": "social_feed"}  # fmt: skip
# usual minutes from writing to loading, per source
LOAD_MINUTES = {"zendesk": (5, 65), "intercom": (5, 65), "mailbox": (10, 120), "gong": (60, 300), "forum": (60, 1500),
                "delighted": (30, 180), "reviews": (300, 1700), "social_feed": (30, 200)}  # fmt: skip
BACKFILLED = {"gong": 0.25, "forum": 0.45}  # connected that far into the world, with all their history in one load
LATE_SHARE, LATE_DAYS = 0.012, (1, 12)

# --- Usage ----------------------------------------------------------------------------------------------------------
SEATS_PER_ARR = 1 / 420.0  # seats of a unit of revenue, at least 3
ADOPTION = (0.58, 0.14)  # share of seats active on a weekday: mean and sd over accounts
ADOPTION_WANDER_SD, ADOPTION_MEMORY_DAYS = 0.07, 45.0
WEEKEND_USAGE = 0.15
USAGE_FOLLOWS_MOOD_SHARE, USAGE_FOLLOWS_MOOD, USAGE_LAG_DAYS = 0.5, 0.25, 21  # accounts, per unit of mood, later by
USAGE_FALLS_SHARE, USAGE_FALLS_DAYS, USAGE_LEFT = 0.7, (14, 45), (0.15, 0.5)  # before the decision to leave

# --- Ratings --------------------------------------------------------------------------------------------------------
# scale: rating at polarity 0, change per unit of polarity, sd of what else decides, lowest, highest
RATINGS = {"nps_0_10": (6.8, 4.2, 1.6, 0, 10), "csat_1_5": (3.5, 2.0, 0.7, 1, 5), "ces_1_7": (4.6, 2.8, 1.0, 1, 7),
           "stars_1_5": (3.2, 2.9, 0.9, 1, 5)}  # fmt: skip
SURVEY_SCALES = {"nps_0_10": 0.5, "csat_1_5": 0.3, "ces_1_7": 0.2}

# --- Conversations --------------------------------------------------------------------------------------------------
TOPICS_OF_ACCOUNT = 7  # what an account writes about, the first far more than the last
TALKED_ABOUT = ("release", "incident", "price_change", "billing", "onboarding", "campaign")
EVENT_TALK_SHARE = 0.5  # of the threads on a day on which such an event is at its height
OTHER_LANGUAGES_SHARE, MOTHER_TONGUE = 0.12, 0.7  # contacts in EMEA; their messages in it
SURVEY_COMMENTS = 0.62
BOT_SHARE, NOTE_SHARE, ANSWERED_SHARE = 0.35, 0.07, 0.75
ANSWER_MINUTES = {"ticket": (15, 600), "chat": (0.3, 4), "email": (30, 900), "sms": (2, 60), "community": (60, 1800),
                  "call": (0.1, 0.2)}  # fmt: skip
TICKETS_RATED, CHATS_RATED, RATING_COMMENTS = 0.06, 0.08, 0.3  # answers to the survey after a conversation
TICKETS_RATED_ANSWERED, GOOD_FROM = 0.55, -0.15  # of those offered; polarity, with noise, from which a ticket was good
CALLS_SCORED_ELSEWHERE = 0.4  # where all is landing tables: calls with a given polarity and no transcript

# --- Untidiness -----------------------------------------------------------------------------------------------------
COMMENTS_DELETED, COMMENTS_WITHOUT_TIME = 0.002, 0.0003  # of the comments on tickets
MERGED_ACCOUNTS = 0.03  # accounts with a duplicate that was merged into them
CONTACTS_ALL_KNOWN = 4  # up to so many, all contacts of an account are in the CRM
DUPLICATES, EDITED = 0.006, 0.004  # of landing messages: delivered twice, delivered again with another text
PRIVATE_CONTACT = 4  # the fifth contact of an account, if there is one, writes mail from a private address
VERDICT_SHARE = 0.25  # of declines that somebody notes a verdict on
