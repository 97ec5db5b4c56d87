"""Both models behind one object, which reads and encodes a document once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kg.model import Analysis, EntitySpan, Reading, ScoredRelation, Sentence
from kg.neural.core import CoreModel
from kg.neural.encoder import Encoders, States
from kg.neural.entities import EntityModel
from kg.neural.features import Features, Featurizer, load_featurizer
from kg.neural.links import LinkTable, load_links
from kg.neural.probability import DIGITS
from kg.neural.relations import RelationModel
from kg.neural.weights import Weights, load_weights

DATA = Path(__file__).parent / "data"
FILE, LINKS, CORE = "models.npz", "links.tsv", "core.npz"

LOOSE, JOINT = 0.35, 0.225
"""Least probabilities of the ends of a relation, and of all three together: the best F1 on NEREL's dev part."""


class Models:
    """Entities and relations of analysed documents; spans count in the document's content."""

    def __init__(self, featurize: Featurizer, weights: Weights, links: LinkTable, core: CoreModel | None) -> None:
        self._featurize = featurize
        self._encode = Encoders(weights)
        self._entities = EntityModel(weights)
        self._relations = RelationModel(weights)
        self._links = links
        self.core = core
        self._last: tuple[tuple[Sentence, ...], Features, States] | None = None

    @property
    def learnt(self) -> Mapping[str, frozenset[str]]:
        """Return by Wikidata id the lemmas of what people were said to be where their names were learnt."""
        return self._links.said

    def features(self, analysis: Analysis) -> Features:
        """Return the features of an analysis; those of the last one are kept."""
        return self.encoded(analysis)[0]

    def encoded(self, analysis: Analysis) -> tuple[Features, States]:
        """Return features and encoded rows of an analysis; those of the last one are kept.

        They do not hang on its names: of an analysis with other names in their place they are the same.
        """
        if self._last is None or self._last[0] is not analysis.sentences:
            features = self._featurize(analysis)
            self._last = analysis.sentences, features, self._encode(features)
        return self._last[1:]

    def entities(self, analysis: Analysis, *, threshold: float | None = None) -> tuple[EntitySpan, ...]:
        """Return the nested entities of NEREL's types in text order, each with its probability."""
        features, states = self.encoded(analysis)
        return self._entities(states, features.pieces, threshold)

    def relations(
        self, analysis: Analysis, entities: Sequence[EntitySpan], *, threshold: float | None = None
    ) -> tuple[ScoredRelation, ...]:
        """Return the relations between the given entities, which may be the model's own or others."""
        features, states = self.encoded(analysis)
        return self._relations(states, features, analysis.document.content, entities, threshold)

    def read(self, analysis: Analysis, *, threshold: float = JOINT) -> Reading:
        """Return entities and relations that were decided together.

        A relation is held when the product of its probability and those of its two ends reaches the threshold,
        and then its ends are entities even when either alone is a little too unlikely.
        """
        loose = self.entities(analysis, threshold=LOOSE)
        kept = []
        for item in self.relations(analysis, loose, threshold=threshold):
            joint = round(item.probability * loose[item.subject].probability * loose[item.object].probability, DIGITS)
            if joint >= threshold:
                kept.append(item._replace(probability=joint))
        ends = {end for item in kept for end in (item.subject, item.object)}
        least = self._entities.threshold
        numbers = [n for n, item in enumerate(loose) if item.probability >= least or n in ends]
        place = {number: index for index, number in enumerate(numbers)}
        relations = tuple(item._replace(subject=place[item.subject], object=place[item.object]) for item in kept)
        return Reading(self._links(analysis, [loose[number] for number in numbers]), relations)


@lru_cache(maxsize=1)
def load_models(folder: Path = DATA) -> Models:
    """Return the models of a folder, by default the shipped ones (loaded once a process).

    Raises:
        ConfigError: The weights are missing or damaged.
    """
    core = CoreModel(load_weights(folder / CORE)) if (folder / CORE).exists() else None
    return Models(load_featurizer(), load_weights(folder / FILE), load_links(folder / LINKS), core)
