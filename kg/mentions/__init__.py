"""From an analysis to mentions: names, country adjectives, roles, events, documents, dates.

Every finder takes the document's `Scene` (trees, words, reference hits, morphology) and returns
mentions: `find_events(scene, named)`, `find_documents(scene, named)`, where `named` are the
mentions of people, places and organizations found before.
"""
