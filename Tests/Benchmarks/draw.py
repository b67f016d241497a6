# SPDX-License-Identifier: GPL-3.0-or-later
"""n customers x 10 attributes and the persona root in numpy, generation only.

    python draw.py --rows 1000000 --bitgen PCG64 --threads 1 --repeat 5
"""
import argparse
import json
import resource
import statistics
import time

import numpy as np

import world


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bitgen", default="PCG64", choices=["PCG64", "PCG64DXSM", "SFC64", "Philox", "MT19937"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=65536, help="rows per stream")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--moments", action="store_true", help="also print mean and standard deviation of every column")
    options = parser.parse_args()

    table = world.load_personas()
    bit_generator = getattr(np.random, options.bitgen)
    wall, cpu = [], []
    for _ in range(options.repeat):
        persona = columns = None                      # free the previous result
        w, c = time.perf_counter(), time.process_time()
        persona, columns = world.draw(options.rows, options.seed, table, bit_generator,
                                      options.threads, options.chunk)
        wall.append(time.perf_counter() - w)
        cpu.append(time.process_time() - c)

    seconds = statistics.median(wall)
    result = {
        "program": "draw.py", "bitgen": options.bitgen, "threads": options.threads,
        "rows": options.rows, "columns": len(world.ATTRIBUTES),
        "seconds": round(seconds, 4), "rows_per_s": round(options.rows / seconds),
        "cpu_seconds": round(statistics.median(cpu), 4),
        "all_seconds": [round(s, 4) for s in wall],
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if options.moments:
        result["persona_share"] = (np.bincount(persona, minlength=8) / options.rows).round(5).tolist()
        result["means"] = columns.mean(axis=1).round(4).tolist()
        result["sds"] = columns.std(axis=1).round(4).tolist()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
