"""The record for other programs: CSV, JSON Lines, Parquet, GeoJSON, PLOVER, ACLED-like and HXL-tagged tables."""
