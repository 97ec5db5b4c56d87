"""What every finder works on: the sentences of one document as trees, and the shared resources."""

from functools import cached_property

from kg.analysis import Morphology, Tree, trees_of
from kg.model import Analysis, Mention, Span
from kg.reference import NameHit, Reference


class Scene:
    """A document's analysis with its trees, reference hits and the morphology; built once a document."""

    def __init__(self, analysis: Analysis, reference: Reference, morphology: Morphology) -> None:
        self.analysis = analysis
        self.reference = reference
        self.morphology = morphology
        self.text = analysis.document.content
        self.trees: tuple[Tree, ...] = trees_of(analysis)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Return the surface words of each sentence."""
        return tuple(tuple(token.text for token in tree.tokens) for tree in self.trees)

    @cached_property
    def hits(self) -> tuple[tuple[NameHit, ...], ...]:
        """Return the places and organizations of the reference in each sentence.

        Nested ones are among them («СНГ» in «Совет глав государств СНГ»), but not a name within a
        longer name of the same thing («Казахстан» in «Республика Казахстан»).
        """
        return tuple(self._without_repeats(tuple(self.reference.find(words, nested=True))) for words in self.words)

    def _without_repeats(self, hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
        kept: list[NameHit] = []
        for hit in hits:
            outer = next((other for other in kept if _inside(hit, other)), None)
            repeated = outer is not None and not set(hit.candidates).isdisjoint(outer.candidates)
            if outer is None or (not repeated and self._stands_apart(hit, outer)):
                kept.append(hit)
        return tuple(kept)

    def _stands_apart(self, hit: NameHit, outer: NameHit) -> bool:
        """Return whether a name inside a longer one is a mention too: «СНГ», «РФ», not «Европа», «российский»."""
        inner, around = self.reference.entity(hit.candidates[0]), self.reference.entity(outer.candidates[0])
        if inner is None or around is None or around.type not in ("Organization", "Facility"):
            return False
        return hit.form != "adjective" and inner.type in ("Country", "Organization") and hit.start > outer.start

    @cached_property
    def spelled_out(self) -> frozenset[str]:
        """Return the ids of the reference that the text names beyond doubt, also by an adjective («украинский»)."""
        names = (hit for hits in self.hits for hit in hits if not hit.ambiguous)
        return frozenset(hit.candidates[0] for hit in names)

    @cached_property
    def people(self) -> tuple[tuple[NameHit, ...], ...]:
        """Return the whole names of known people in each sentence."""
        return tuple(tuple(self.reference.person_names(words)) for words in self.words)

    @cached_property
    def names(self) -> tuple[tuple[tuple[int, int, str], ...], ...]:
        """Return for each sentence the recogniser's names: first token, token after the last, label."""
        found: list[list[tuple[int, int, str]]] = [[] for _ in self.trees]
        at = 0
        for name in self.analysis.names:
            while at < len(self.trees) - 1 and self.analysis.sentences[at].span.stop <= name.span.start:
                at += 1
            inside = self.trees[at].inside(name.span) if self.trees else ()
            if inside:
                found[at].append((inside[0], inside[-1] + 1, name.label))
        return tuple(tuple(names) for names in found)

    def mention(
        self,
        sentence: int,
        start: int,
        stop: int,
        kind: str,
        *,
        form: str = "name",
        normal: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> Mention:
        """Return a mention over the tokens `start` to `stop` (half-open) of a sentence."""
        return self.mention_at(
            sentence, self.trees[sentence].span(start, stop - 1), kind, form=form, normal=normal, candidates=candidates
        )

    def mention_at(
        self,
        sentence: int,
        span: Span,
        kind: str,
        *,
        form: str = "name",
        normal: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> Mention:
        """Return a mention over a range of the content («китайский» of «российско-китайский»)."""
        text = span.of(self.text)
        return Mention(
            document_id=self.analysis.document.id,
            span=span,
            text=text,
            type=kind,
            form=form,
            normal=text if normal is None else normal,
            sentence=sentence,
            candidates=candidates,
        )


def _inside(hit: NameHit, other: NameHit) -> bool:
    longer = other.stop - other.start > hit.stop - hit.start
    return longer and other.start <= hit.start and hit.stop <= other.stop
