"""Articles made by chance from a seed: small enough to be counted by hand, mixed enough to catch a wrong count."""

import random
from datetime import date, timedelta

from arabic.align import AlignedText
from articles.stages import EnrichedArticle, Entity, Kind, ParsedArticle, Phrase, Topic

PEOPLE = {"p:lavrov": "سيرغي لافروف", "p:blinken": "أنتوني بلينكن", "p:abbas": "محمود عباس", "p:salem": "سالم الصباح"}
PLACES = {"ru": "روسيا", "city:1": "موسكو", "city:2": "القاهرة"}
TOPICS = {"politics": "سياسة", "economy": "اقتصاد وأعمال", "sport": "رياضة"}
AGENCIES = ["سبوتنيك", "رويترز", "أ ف ب"]
WORDS = [
    "الضمانات",
    "الأمنية",
    "وزير",
    "الخارجية",
    "اجتماع",
    "هدنة",
    "القمة",
    "النفط",
    "مباراة",
    "بضمانات",
    "أمنية",
    "في",
    "إلى",
]
FIRST_DAY = date(2021, 11, 1)


def make_articles(count: int, seed: int = 1) -> list[EnrichedArticle]:
    """The same articles for the same seed; one in forty is withdrawn, one in thirty has no date."""
    chance = random.Random(seed)
    return [_article(number, chance) for number in range(count)]


def _article(number: int, chance: random.Random) -> EnrichedArticle:
    title = " ".join(chance.choices(WORDS, k=5))
    body = ". ".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(6)) + "."
    parsed = ParsedArticle(
        id=f"a{number:05d}",
        source=f"made/{number}",
        raw=f"{title}\n\n{body}",
        kind=Kind.KILL if number % 40 == 7 else chance.choice([Kind.STORY, Kind.FLASH, Kind.UPDATE]),
        headlines=(AlignedText.of(title),),
        content=AlignedText.of(body),
        agencies=tuple(chance.sample(AGENCIES, chance.randint(0, 2))),
        place=chance.choice([None, "موسكو"]),
        published=None if number % 30 == 3 else FIRST_DAY + timedelta(days=chance.randrange(120)),
    )
    return EnrichedArticle(
        parsed,
        persons=_entities(PEOPLE, chance),
        places=_entities(PLACES, chance),
        topics=tuple(Topic(key, TOPICS[key], 0.9) for key in chance.sample(sorted(TOPICS), chance.randint(0, 2))),
        phrases=(Phrase("الضمانات الأمنية", 0.5),) if chance.random() < 0.3 else (),
    )


def _entities(known: dict[str, str], chance: random.Random) -> tuple[Entity, ...]:
    chosen = chance.sample(sorted(known), chance.randint(0, 3))
    return tuple(Entity(key, known[key], 0.9, in_facets=chance.random() < 0.9) for key in chosen)
