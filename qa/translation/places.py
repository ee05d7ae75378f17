"""Cities that have a name of their own in another language: "Kiew", "Moscou", "Amberes".

Those of Unicode's CLDR (by babel: it names the cities of time zones), and a few more of the news.
Deliberately no rivers and regions but those of the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from qa.translation.languages import primary
from qa.translation.letters import alike

_MORE: dict[str, dict[str, str]] = {
    "de": {"geneva": "Genf", "venice": "Venedig", "munich": "München", "cologne": "Köln",
           "milan": "Mailand", "naples": "Neapel", "florence": "Florenz", "antwerp": "Antwerpen",
           "basel": "Basel", "basle": "Basel", "biscay": "Biskaya", "bavaria": "Bayern",
           "saxony": "Sachsen", "crimea": "Krim", "gdansk": "Danzig", "nuremberg": "Nürnberg",
           "hague": "Haag", "danube": "Donau", "rhine": "Rhein", "beijing": "Peking",
           "brittany": "Bretagne", "tuscany": "Toskana", "turin": "Turin"},
    "fr": {"geneva": "Genève", "venice": "Venise", "munich": "Munich", "cologne": "Cologne",
           "milan": "Milan", "naples": "Naples", "florence": "Florence", "antwerp": "Anvers",
           "basel": "Bâle", "basle": "Bâle", "biscay": "Gascogne", "bavaria": "Bavière",
           "saxony": "Saxe", "crimea": "Crimée", "gdansk": "Gdansk", "nuremberg": "Nuremberg",
           "hague": "Haye", "danube": "Danube", "rhine": "Rhin", "beijing": "Pékin",
           "brittany": "Bretagne", "tuscany": "Toscane", "turin": "Turin", "barcelona": "Barcelone",
           "seville": "Séville", "catalonia": "Catalogne", "ghent": "Gand"},
    "es": {"geneva": "Ginebra", "venice": "Venecia", "munich": "Múnich", "cologne": "Colonia",
           "milan": "Milán", "naples": "Nápoles", "florence": "Florencia", "antwerp": "Amberes",
           "basel": "Basilea", "basle": "Basilea", "biscay": "Vizcaya", "bavaria": "Baviera",
           "saxony": "Sajonia", "crimea": "Crimea", "gdansk": "Gdansk", "nuremberg": "Núremberg",
           "hague": "Haya", "danube": "Danubio", "rhine": "Rin", "beijing": "Pekín",
           "brittany": "Bretaña", "tuscany": "Toscana", "turin": "Turín", "ghent": "Gante",
           "bordeaux": "Burdeos", "marseille": "Marsella"},
}  # fmt: skip


def own_name(name: str, target: str) -> str | None:
    """A city's name in a language; None where it is not known."""
    lower = name.lower()
    return _MORE.get(primary(target), {}).get(lower) or _cities(target).get(lower)


def is_there(name: str, words: Iterable[str], target: str) -> bool:
    """Whether a translation has a city under its name in that language."""
    there = own_name(name, target)
    return there is not None and any(alike(there, word) for word in words)


@cache
def _cities(tag: str) -> dict[str, str]:
    """The cities of time zones in a language, by their English names in lower case."""
    from babel import Locale, UnknownLocaleError

    try:
        own = Locale.parse(tag, sep="-").time_zones
    except (UnknownLocaleError, ValueError):
        return {}
    english = Locale("en").time_zones
    found = {}
    for zone, names in own.items():
        city = english.get(zone, {}).get("city") or zone.split("/")[-1]
        if "city" in names and " " not in names["city"]:
            found[str(city).lower()] = str(names["city"])
    return found
