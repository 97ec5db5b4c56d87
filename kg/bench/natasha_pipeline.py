"""natasha's own segmentation, morphology, syntax and names over texts: the yardstick of the speed figures.

Run as a module with the path of a JSON list of texts; prints how long loading and working took, in seconds
of wall clock and of CPU.
"""

import json
import sys
import time
from pathlib import Path


def main(path: str) -> None:
    """Run natasha over the texts of a file and print a JSON object with the two durations."""
    started, started_cpu = time.perf_counter(), time.process_time()
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter, morph = Segmenter(), NewsMorphTagger(embedding)
    syntax, names = NewsSyntaxParser(embedding), NewsNERTagger(embedding)
    loaded, loaded_cpu = time.perf_counter(), time.process_time()
    for text in json.loads(Path(path).read_text(encoding="utf-8")):
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
    done, done_cpu = time.perf_counter(), time.process_time()
    print(
        json.dumps(
            {
                "load": loaded - started,
                "load_cpu": loaded_cpu - started_cpu,
                "work": done - loaded,
                "work_cpu": done_cpu - loaded_cpu,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
