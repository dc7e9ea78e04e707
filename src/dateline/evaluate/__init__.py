"""Gold files, scores and the quality gate."""
