"""Places that a sentence names only by the way: where somebody who tells of it is, whither a train goes, where a firm
is registered."""

import re

from transforms.claims.places import Mention, country
from transforms.claims.scene import Scene

# "took the train to Khasan": on the way home.
GOAL = {
    "en": re.compile(
        r"\b(?:back|home|train|bus(?:es)?|flight|plane|ferry|way|headed|bound|travell?ed|drove|flew|flown|taken|crossed"
        r"|driven) (?:over |across )?(?:to|for|towards) (?:the )?$"
    ),
    "ru": re.compile(
        r"\b(?:увез|вывез|перевез|достав|автобус|поезд|рейс|самол|паром|переправ|пересе)\w*(?: \w+){0,2} (?:в|на|до) $",
        re.IGNORECASE,
    ),
}
# "a source in Jilin said": he is there, and not always those whom he tells of.
OF_SOURCE = re.compile(
    r"\b(?:sources?|informants?|contacts?|traders?|merchants?|residents?|insiders?|correspondents?|diplomats?"
    r"|researchers?|businessm[ae]n|embassy|consulate|ministry|charity|lawyers?|activists?|academics?|professor"
    r"|economists?|analysts?|brokers?)(?: \w+)? (?:in|from|inside) (?:the )?(?:\w+ )?$"
)
OF_A_FIRM = re.compile(r"\b(?:registered|incorporated|headquartered|domiciled) in (?:the )?$")


def is_goal(scene: Scene, place: Mention) -> bool:
    """Whether somebody only goes to a place abroad."""
    return scene.lang in GOAL and not place.is_home and bool(GOAL[scene.lang].search(scene.plain, 0, place.start))


def is_of_source(scene: Scene, place: Mention) -> bool:
    """Whether an English sentence names a place as that of somebody who may tell of others elsewhere."""
    return bool(OF_SOURCE.search(scene.plain, 0, place.start))


def is_of_a_firm(scene: Scene, place: Mention) -> bool:
    """Whether an English sentence names a place as that where a firm is registered."""
    return bool(OF_A_FIRM.search(scene.plain, 0, place.start))


def is_newsroom(place: Mention) -> bool:
    """Whether reporters sit at a place, and no workers."""
    return bool(place.chains) and all(country(chain) in ("KR", "JP") for chain in place.chains)


def is_aside(scene: Scene, place: Mention) -> bool:
    """Whether what follows an English sentence is hardly set at a place of it. Sentences in other languages name none
    that is."""
    told = is_goal(scene, place) or is_of_source(scene, place) or is_of_a_firm(scene, place)
    return scene.lang == "en" and told
