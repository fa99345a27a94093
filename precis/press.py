"""What newspapers of a language write around their articles, and how they say who says what: for the importer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from precis.records import Record

Unit = Literal["day", "week", "month", "year"]


class PressRules(Record):
    """Words as they stand in articles, in small letters but for names; lists may be empty."""

    bylines: tuple[str, ...] = ()
    "What comes before the author's name: by, reporting by."
    roles: tuple[str, ...] = ()
    "What journalists are called after their name, or with it: correspondent, staff, agencies."
    published: tuple[str, ...] = ()
    "What comes before the day or hour of publication: published, updated."
    captions: tuple[str, ...] = ()
    "What pictures and their credits begin or end with: photo, picture."
    leads: tuple[str, ...] = ()
    "What lines begin with that lead away from the article: read more, related, share this article."
    notices: tuple[str, ...] = ()
    "Lines that are no part of an article, or begin one: advertisement, sign up."
    says: tuple[str, ...] = ()
    "Verbs with which someone is quoted, in the forms that articles use: said, warns."
    according: tuple[str, ...] = ()
    "What comes before the one who says so: according to."
    pronouns: tuple[str, ...] = ()
    "Stand for one who was named before: he, she."
    nobody: tuple[str, ...] = ()
    "Stand for nobody: it, there."
    not_money: tuple[str, ...] = ()
    "Names of currencies that count other things where no millions stand before them: livres."
    joiners: tuple[str, ...] = ()
    "Words that may begin a sentence before the one who speaks: but, that."
    plurals: Mapping[str, str] = {}
    "Nouns whose singular the endings do not tell: people to person."
    relative: Mapping[str, Annotated[tuple[Unit, int], Field(min_length=2, max_length=2)]] = {}
    "Words to a unit of time and how many of it they lie from the day of the article: yesterday to [day, -1]."
    weekdays: tuple[str, ...] = ()
    "What may stand before a day of the week that has passed: on, last."
    habitual: tuple[str, ...] = ()
    "What may stand before a day of the week that comes again and again: every, le."
    connectives: tuple[str, ...] = ()
    "Words that tell nothing of what a sentence is about: of, the, which."
