"""The words of the benchmarks’ made-up explainers, by language."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "People slept in woods near the port, and the town had no plan for them.",
        "The charities that brought food said so again and again, and few listened.",
        "Nobody who lived there could tell how long it would last, nor who would decide.",
        "In the morning a bus took some of them to a centre where they could rest.",
        "A spokeswoman of the town answered that the question belonged to the ministry.",
        "What was written in the papers differed from what had been said in the chamber.",
        "Rain came early that year, and the paths between the tents turned to mud.",
        "The ministers met in the town, shook hands and signed a paper of several pages.",
        "The paper spoke of fences, of lights and of a joint centre; of beds it said little.",
        "Drivers waited for hours on the road, and some of them slept in their cabs.",
        "Those who counted used different words, which explains some of the differences.",
        "A doctor treated cuts and sprains in a van that stood at the same corner every day.",
        "The school took children in, and their teachers learnt a few words of Arabic.",
        "Shopkeepers complained of lost trade, while the baker by the church noticed none.",
        "A court heard the case in autumn and left the decision to the prefect.",
        "Most of the letters that reached the council asked for calm, and for water taps.",
    ),
    "fr": (
        "Des gens dormaient dans les bois près du port, et la ville n’avait rien prévu pour eux.",
        "Les associations qui apportaient des repas le répétaient, et peu de gens écoutaient.",
        "Nul ne savait, parmi eux, combien de temps cela durerait, ni qui en déciderait.",
        "Le matin, un car en emmenait quelques-uns vers un centre où se reposer.",
        "Une porte-parole de la mairie a répondu que la question relevait du ministère.",
        "Ce qu’écrivaient les journaux différait de ce qui avait été dit à la Chambre.",
        "La pluie est venue tôt cette année-là, et les sentiers entre les tentes n’étaient que boue.",
        "Les ministres se sont rencontrés en ville et ont signé un texte de plusieurs pages.",
        "Ce texte parlait de clôtures, d’éclairage et d’un centre commun, et peu de lits.",
        "Les chauffeurs attendaient des heures sur la route, et certains dormaient dans leur cabine.",
        "Ceux qui comptaient n’employaient pas les mêmes mots, d’où une partie des écarts.",
        "Un médecin soignait coupures et entorses dans une camionnette garée au même endroit.",
        "L’école a accueilli les enfants, et leurs maîtres ont appris quelques mots d’arabe.",
        "Les commerçants se plaignaient, mais le boulanger de l’église n’avait rien remarqué.",
        "Un tribunal a examiné l’affaire à l’automne et s’en est remis au préfet.",
        "La plupart des lettres reçues par la mairie demandaient du calme et des points d’eau.",
    ),
}
FIGURES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "attempts": "The council noted {figure} attempts that spring.",
        "people": "Volunteers counted {figure} people under the trees.",
        "meals": "The kitchen by the station served {figure} meals that winter.",
        "works": "The works at the fence cost {figure}.",
        "rents": "Rents near the harbour rose by {figure}.",
        "opened": "The centre opened on {figure}.",
    },
    "fr": {
        "attempts": "La mairie a relevé {figure} tentatives ce printemps-là.",
        "people": "Des bénévoles ont compté {figure} personnes sous les arbres.",
        "meals": "La cuisine de la gare a servi {figure} repas cet hiver-là.",
        "works": "Les travaux de la clôture ont coûté {figure}.",
        "rents": "Les loyers ont augmenté de {figure} près du port.",
        "opened": "Le centre a ouvert le {figure}.",
    },
}
LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "attempts": "Attempts noted at {place}",
        "people": "People counted at {place}",
        "meals": "Meals served at {place}",
        "works": "Cost of the works at {place}",
        "rents": "Rise of rents at {place}",
        "opened": "Opening of the centre at {place}",
    },
    "fr": {
        "attempts": "Tentatives relevées à {place}",
        "people": "Personnes comptées à {place}",
        "meals": "Repas servis à {place}",
        "works": "Coût des travaux à {place}",
        "rents": "Hausse des loyers à {place}",
        "opened": "Ouverture du centre de {place}",
    },
}
UNITS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "attempts": (("attempt", "attempts"), ("tentative", "tentatives")),
    "people": (("person", "people"), ("personne", "personnes")),
    "meals": (("meal", "meals"), ("repas", "repas")),
}
"Singular and plural in English and in French, of facts that count."
STATED = ("Town council", "Conseil municipal")
TITLES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "{place}: what happened there?",
        "What was {place} like before?",
        "Who came to {place}?",
        "Who decided at {place}?",
        "What did it cost at {place}?",
        "What came of it at {place}?",
    ),
    "fr": (
        "{place} : que s’y est-il passé ?",
        "Comment était {place} auparavant ?",
        "Qui est venu à {place} ?",
        "Qui décidait à {place} ?",
        "Qu’en a-t-il coûté à {place} ?",
        "Qu’en est-il resté à {place} ?",
    ),
}
ANSWERS = {
    "en": "Much was said about {place} and little was written down; this page tells what can be shown.",
    "fr": "On a beaucoup parlé de {place} et peu écrit ; cette page dit ce qui peut être montré.",
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("What was known then", "What the council did", "What was left out", "What came of it"),
    "fr": ("Ce que l’on savait alors", "Ce qu’a fait la mairie", "Ce qui n’a pas été dit", "Ce qu’il en est resté"),
}
SPOKEN: Mapping[str, tuple[str, ...]] = {
    "en": ("These words were used in every speech: {}, {}.", "The paper defined what it called {} and {}."),
    "fr": ("Ces mots revenaient dans chaque discours : {}, {}.", "Le texte définissait ces mots : {}, {}."),
}
CLERKS = {"en": "A clerk called Mills kept the list.", "fr": "Un employé nommé Mills tenait la liste."}
"Opens each page; the name is what the benchmarks change."
CROSSING = {"en": "It was much the same at {other}.", "fr": "Il en allait de même à {other}."}
TABLES = {
    "en": "| What | How much | Said by |\n|---|---:|---|\n| The first count | {figure0} | the council |\n"
    "| What followed | {figure1} | the council |\n| Beside | {figure2} | a volunteer |\n| Last | {figure3} | papers |",
    "fr": "| Quoi | Combien | Selon |\n|---|---:|---|\n| Le premier compte | {figure0} | la mairie |\n"
    "| La suite | {figure1} | la mairie |\n| À côté | {figure2} | un bénévole |\n| À la fin | {figure3} | un journal |",
}
BOXES = {
    "en": '!!! note "How this was counted"\n\n    Counts were made by hand, at dusk, by people who knew the place.',
    "fr": '!!! note "Comment on a compté"\n\n    Les comptes étaient faits à la main, le soir, par des gens du lieu.',
}
BEGINNINGS = (
    "Salt North Ash Mill Wind Holm Fair Stone Reed Black Marsh Thorn Oak Crow Elder Fern Gorse Hazel Iron Kings Lark "
    "Moss Nether Otter Pear Quern Raven Sedge Tarn Under"
)
ENDINGS = (
    "by ford ham wick ton ley stead mouth combe dale field worth bury hurst bridge cote den fleet gate haven holt land "
    "mere minster ness port stow thorpe well wold"
)
"Of the names of made-up places."
TERMS: Mapping[str, Mapping[str, str]] = {
    "migrant": {"en": "migrant", "fr": "migrant"},
    "refugee": {"en": "refugee", "fr": "réfugié"},
    "asylum-seeker": {"en": "asylum seeker", "fr": "demandeur d’asile"},
    "international-protection": {"en": "asylum", "fr": "asile"},
    "irregular-migrant": {"en": "migrant in an irregular situation", "fr": "migrant en situation irrégulière"},
    "unaccompanied-minor": {"en": "unaccompanied child", "fr": "mineur isolé étranger"},
    "stowaway": {"en": "stowaway", "fr": "passager clandestin"},
    "people-smuggling": {"en": "people smuggling", "fr": "trafic illicite de migrants"},
    "human-trafficking": {"en": "human trafficking", "fr": "traite des êtres humains"},
    "dublin-regulation": {"en": "Dublin Regulation", "fr": "règlement de Dublin"},
    "le-touquet": {"en": "Le Touquet treaty", "fr": "traité du Touquet"},
    "sangatte-protocol": {"en": "Sangatte Protocol", "fr": "protocole de Sangatte"},
    "juxtaposed-controls": {"en": "juxtaposed controls", "fr": "contrôles juxtaposés"},
    "coquelles": {"en": "Coquelles", "fr": "Coquelles"},
    "eurotunnel": {"en": "Eurotunnel", "fr": "Eurotunnel"},
    "operation-stack": {"en": "Operation Stack", "fr": "opération Stack"},
    "home-office": {"en": "Home Office", "fr": "ministère de l’Intérieur britannique"},
    "border-force": {"en": "Border Force", "fr": "Border Force"},
    "kent-police": {"en": "Kent Police", "fr": "police du Kent"},
    "french-border-police": {"en": "French border police", "fr": "police aux frontières"},
    "prefecture": {"en": "prefecture of Pas-de-Calais", "fr": "préfecture du Pas-de-Calais"},
    "unhcr": {"en": "UNHCR", "fr": "HCR"},
    "frontex": {"en": "Frontex", "fr": "Frontex"},
    "red-cross": {"en": "French Red Cross", "fr": "Croix-Rouge française"},
}
"Terms of the project’s own glossaries that the pages use, by id."
