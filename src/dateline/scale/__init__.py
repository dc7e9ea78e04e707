"""Many reports on many processors: shards, workers that may die, and a cluster.

    Alone     in this process                        `dateline code`
    Pool      processes on this machine              `--workers N`
    Cluster   actors on a Ray cluster                `--engine ray`

All three take shards of articles and give back each shard's coded reports in the order of the input. A shard is coded in
one go, always with the same neighbours, so that what comes out is the same bytes whoever did it (`work.cut`). A report
that ends its process is found by halving its shard (`attempts`), refused, and ends nothing else.
"""
