"""Both models behind one object, which computes the features of a document once."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kg.model import Analysis
from kg.neural.entities import EntityModel, EntitySpan
from kg.neural.features import Features, Featurizer, load_featurizer
from kg.neural.relations import RelationModel, ScoredRelation
from kg.neural.weights import load_weights

DATA = Path(__file__).parent / "data"
ENTITIES, RELATIONS = "entities.npz", "relations.npz"


class Models:
    """Entities and relations of analysed documents; spans count in the document's content."""

    def __init__(self, featurize: Featurizer, entities: EntityModel, relations: RelationModel) -> None:
        self._featurize = featurize
        self._entities = entities
        self._relations = relations
        self._last: tuple[Analysis, Features] | None = None

    def features(self, analysis: Analysis) -> Features:
        """Return the features of an analysis; those of the last one are kept."""
        if self._last is None or self._last[0] is not analysis:
            self._last = analysis, self._featurize(analysis)
        return self._last[1]

    def entities(self, analysis: Analysis, *, threshold: float | None = None) -> tuple[EntitySpan, ...]:
        """Return the nested entities of NEREL's types in text order, each with its probability."""
        return self._entities(self.features(analysis), threshold)

    def relations(
        self, analysis: Analysis, entities: Sequence[EntitySpan], *, threshold: float | None = None
    ) -> tuple[ScoredRelation, ...]:
        """Return the relations between the given entities, which may be the model's own or others."""
        return self._relations(self.features(analysis), analysis.document.content, entities, threshold)


@lru_cache(maxsize=1)
def load_models(folder: Path = DATA) -> Models:
    """Return the models of a folder, by default the shipped ones (loaded once a process).

    Raises:
        ConfigError: The weights are missing or damaged.
    """
    entities = EntityModel(load_weights(folder / ENTITIES))
    return Models(load_featurizer(), entities, RelationModel(load_weights(folder / RELATIONS)))
