"""What kind of box an element of a web page is: by its names, its tag, its role, or its words."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from precis.intake.dom import named

OUTSIDE = "outside the article"
TITLE_OF_DOCUMENT = "title of the document"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zà-ÿ])(?<!has-)(?<!with-)(?<!no-)(?<!is-)(?:{pattern})(?![a-zà-ÿ])")


_BY_NAME = (
    (
        re.compile(r"(?<!\S)(?:(?:u-)?(?:visually-?)?hidden|sr-only|screen-reader(?:-text)?|d-none|masqu[eé]e?)(?!\S)"),
        "hidden",
    ),
    (_words(r"no-?print|dont-?print|print-?(?:link|button)"), "not meant for print"),
    (_words(r"pull-?quotes?|exergue|citation-exergue|pulled"), "pull quote"),
    (_words(r"captions?|l[eé]gendes?|wp-caption-text|credits?|photo-?credit|copyright"), "caption of a picture"),
    (_words(r"cookies?|consent|gdpr|rgpd|didomi|onetrust|traceurs"), "cookie banner"),
    (
        _words(r"newsletters?|nl|sign-?up|subscribe|subscription|abo|abonnement|abonnez|infolettre|mailing"),
        "newsletter box",
    ),
    (
        _words(
            r"ads?|advert(?:s|isement|ising)?|adsbygoogle|publicit[eé]s?|pubs?|sponsor(?:ed|s)?|promos?|dfp|banner-ad|push"
        ),
        "advertisement",
    ),
    (_words(r"share|sharing|shares|social|socials|soc|partages?|partager|addthis|sharedaddy|reseaux"), "share bar"),
    (
        _words(
            r"related(?:-?(?:posts?|articles?|stories|content|links))?|read-?(?:more|also|next)|(?:a-)?lire(?:-aussi|-[eé]galement)?|voir-aussi|see-also|recommend(?:ed|ations?)?"
            r"|more-(?:on|from|stories)|most-(?:read|popular)|popular|trending|teasers?|outbrain|taboola|next-(?:story|article)"
            r"|en-savoir-plus|aussi|suggestions?"
        ),
        "related links",
    ),
    (_words(r"comments?|commentaires?|disqus|reactions?|responses?|replies"), "comments"),
    (
        _words(
            r"nav|navigation|navbar|menus?|breadcrumbs?|crumbs|ariane|fil-ariane|pagination|pager|toc|skip(?:-link)?"
        ),
        "navigation",
    ),
    (_words(r"tags?|tag-list|topics|mots-cl[eé]s|keywords|rubriques"), "topics"),
    (_words(r"galler(?:y|ies)|galerie|slideshow|diaporama|carousel"), "pictures"),
    (_words(r"author-(?:bio|box|card|info)|about-(?:the-)?author|bio|biography"), "about the author"),
    (_words(r"sidebar|rail|widget|encart|encadr[eé]|infobox"), "box"),
)
_BY_TAG = {
    **dict.fromkeys(("nav", "menu"), "navigation"),
    "aside": "aside",
    "footer": "footer",
    **dict.fromkeys(("form", "select", "textarea", "input", "label", "fieldset", "search", "datalist"), "form"),
    "button": "button",
    "figcaption": "caption of a picture",
    **dict.fromkeys(("svg", "canvas", "map"), "picture"),
    **dict.fromkeys(("iframe", "object", "embed", "video", "audio", "applet", "noembed", "noframes"), "embedded"),
    "noscript": "shown where scripts are off",
    "title": TITLE_OF_DOCUMENT,
    "dialog": "dialogue",
}
_BY_ROLE = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "form",
    **dict.fromkeys(("dialog", "alertdialog"), "dialogue"),
    "button": "button",
    **dict.fromkeys(("menu", "menubar", "toolbar"), "navigation"),
}
_NOTICES = re.compile(
    r"(?:advertisements?|advertising|publicit[ée]|sponsored(?: content)?|story continues below.*|article continues.*"
    r"|(?:la )?suite (?:de l['’]article )?après.*|skip (?:to|past) .*|continue reading.*|lire la suite"
    r"|scroll to continue.*|(?:cet )?article (?:est )?réservé aux abonnés|(?:for )?subscribers only"
    r"|back to top|haut de page"
    r"|(?:share|print|email|partager|imprimer)(?: (?:this|cet|l['’]))?(?: ?(?:page|article|story))?)\W*",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"(?:read (?:more|also|next|on)|see also|related(?: (?:articles?|stories|links?|content))?"
    r"|more (?:on this(?: story)?|from \w+)|further reading|you (?:may|might) also like|recommended(?: for you)?"
    r"|[àa] lire(?: aussi| également| sur le même (?:sujet|thème))?|lire (?:aussi|également|encore)|voir aussi"
    r"|sur le même (?:sujet|thème)|dans la même rubrique|articles? liés?|notre (?:série|dossier)"
    r"|most (?:read|popular)|les plus lus)\s*(?:[:>»→]|\Z)",
    re.IGNORECASE,
)
"What announces other articles, with a colon or alone."
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def kind(element: HtmlElement) -> str:
    """The reason to leave it out that its tags give; empty where there is none."""
    return _hidden(element) or _by_name(element) or _by_tag(element)


def notice(text: str) -> str:
    """What a line is that says something of the page, not of the matter: a notice, or what announces other articles."""
    related = RELATED.match(text)
    return "related links" if related else "notice" if _NOTICES.fullmatch(text) else ""


def _hidden(element: HtmlElement) -> str:
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    return "hidden" if hidden else ""


def _by_name(element: HtmlElement) -> str:
    if element.tag in ("html", "body"):
        return ""
    names = named(element)
    return next((reason for pattern, reason in _BY_NAME if pattern.search(names)), "") if names.strip() else ""


def _by_tag(element: HtmlElement) -> str:
    return _BY_ROLE.get(element.get("role", ""), "") or _BY_TAG.get(str(element.tag), "")
