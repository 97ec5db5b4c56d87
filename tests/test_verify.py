from dataclasses import replace

from corpus import CORPUS

from kg.model import Span
from kg.verify import offset_findings


def test_sound_corpus_has_no_findings():
    assert list(offset_findings(CORPUS)) == []


def test_mention_that_is_not_its_text_is_found():
    sound = CORPUS
    moved = replace(sound.links[0], mention=replace(sound.links[0].mention, span=Span(0, 2)))
    (finding,) = offset_findings(replace(sound, links=(moved, *sound.links[1:])))
    assert finding.startswith(f"{moved.mention.document_id}: mention 0–2:")


def test_quote_that_is_not_in_its_place_is_found():
    sound = CORPUS
    statement = next(item for item in sound.statements if item.evidence[0].quote)
    broken = replace(statement, evidence=(replace(statement.evidence[0], quote="иное"),))
    assert len(list(offset_findings(replace(sound, statements=(broken,))))) == 1
