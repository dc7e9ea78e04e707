"""The record on the disk: coded shards, the tables derived from them, and what people decided.

    DIR/shards/*.parquet   finished work, named by its content     the record itself
    DIR/coders.json        whose work counts                       the coder used last
    DIR/record.duckdb      tables for reading                      derived, can be rebuilt
    DIR/reviews.sqlite     people's decisions                      precious, only ever added to

DuckDB is imported here alone. `docs/record-on-disk.md` says what the tables hold.
"""
