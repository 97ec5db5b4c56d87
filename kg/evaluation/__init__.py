"""How good the results are: scorers of annotated collections."""
