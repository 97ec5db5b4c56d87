"""Things joined pair by pair into groups, each known by its first member."""

from typing import Generic, TypeVar

Item = TypeVar("Item", int, str)


class Groups(Generic[Item]):
    """Disjoint groups; which member stands for a group depends on the members alone, not on the order of joining."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def first(self, item: Item) -> Item:
        """Return the smallest member of the item's group, the item itself where nothing joined it."""
        path = []
        while (above := self._above.get(item, item)) != item:
            path.append(item)
            item = above
        self._above.update(dict.fromkeys(path, item))
        return item

    def join(self, one: Item, other: Item) -> None:
        """Make the groups of two items one."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low
