"""The explainers that one machine of several makes: each machine tells its own from the same files, asking nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from precis.site import Site

PAGE = 2_500
"Characters whose rendering costs as much as all that a page holds besides its text."


@dataclass(frozen=True, slots=True)
class Share:
    """One of so many; or the explainers that are named."""

    number: int = 1
    "From 1."
    total: int = 1
    names: frozenset[str] = frozenset()

    def of(self, site: Site) -> frozenset[str]:
        """Raises Unknown."""
        found = sizes(site)
        for name in sorted(self.names - found.keys()):
            raise Unknown(name, found)
        return self.names or dealt(found, self.total)[self.number - 1]


class Unknown(Exception):
    """No explainer has the name; those that there are."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__(name)
        self.name, self.names = name, list(names)


class Done(Exception):
    """Ends a build that was to make a share alone."""

    def __init__(self, share: Iterable[str], there: Iterable[str], made: Mapping[str, Sequence[str]]) -> None:
        """`made`: each with its entries on the shelf."""
        super().__init__()
        self.share, self.there, self.made = sorted(share), sorted(there), sorted(made)
        self.entries = frozenset(entry for entries in made.values() for entry in entries)

    @property
    def left(self) -> list[str]:
        """What the build has to make: something is to be said of it, or it could not be made."""
        return sorted(set(self.share) - {*self.there, *self.made})


def sizes(site: Site) -> Mapping[str, int]:
    """What explainers cost to make, in characters."""
    found: dict[str, int] = {}
    for page in site.pages:
        if page.explainer:
            found[page.explainer] = found.get(page.explainer, 0) + len(page.source.body) + PAGE
    return found


def dealt(costs: Mapping[str, int], total: int) -> Sequence[frozenset[str]]:
    """The dearest first, each to the share that has least so far: the same on every machine."""
    shares: list[set[str]] = [set() for _ in range(total)]
    sums = [0] * total
    for name in sorted(costs, key=lambda name: (-costs[name], name)):
        least = sums.index(min(sums))
        shares[least].add(name)
        sums[least] += costs[name]
    return [frozenset(share) for share in shares]
