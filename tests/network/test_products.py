from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from tests.network.many import ON_MANY
from tests.network.peers import random_graph
from valuenet.network.products import product


@ON_MANY
def test_products_are_those_of_a_matrix(seeds: range) -> None:
    for seed in seeds:
        network = random_graph(seed)
        random = np.random.default_rng(seed)
        values = random.random(network.nodes)
        for ties in (network.out, network.into, network.both):
            weight = random.random(len(ties.neighbour))
            for entries, given in ((weight, weight), (np.ones(len(weight)), None)):
                matrix = csr_array((entries, ties.neighbour, ties.start), shape=(network.nodes, network.nodes))
                assert np.array_equal(product(ties, values, given), np.asarray(matrix @ values))
