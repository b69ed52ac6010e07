#!/usr/bin/env python3
"""Compares what frame-benchmarking-cli wrote into one folder: what is paid often, beside its plain counterpart, and a
payment to a small pool, beside one to larger pools.

Usage: compare-weights.py FOLDER

A weight is its execution time, as measured, and the reads and writes with the prices of ParityDB in polkadot-sdk.
"""

import json
import re
import sys
from pathlib import Path
from statistics import median

# frame_support::weights::constants::ParityDbWeight, in picoseconds.
READ, WRITE = 8_000_000, 50_000_000

# What, its linear components, beside what, and the ratio that docs/ promises.
TRANSFER = ("pallet_balances", "transfer_keep_alive", {})
ROWS = [
    (TRANSFER, None, None),
    (("pallet_royalties", "pay", {}), TRANSFER, 1.8),
    (("pallet_royalties", "claim", {}), TRANSFER, None),
    (("pallet_royalties", "settle", {"n": 1}), TRANSFER, None),
    (("pallet_royalties", "settle", {"n": 64}), TRANSFER, None),
    (("pallet_nfts", "mint", {}), None, None),
    (("pallet_ip_assets", "mint", {"d": 0}), ("pallet_nfts", "mint", {}), 1.5),
    (("pallet_nfts", "buy_item", {}), None, None),
    (("pallet_market", "buy", {}), ("pallet_nfts", "buy_item", {}), 1.2),
    (("pallet_market", "accept", {}), ("pallet_nfts", "buy_item", {}), None),
    (("pallet_licensing", "mint_license", {}), TRANSFER, None),
    (("pallet_licensing", "register_derivative", {"t": 1, "l": 0, "a": 1}), TRANSFER, None),
    (("pallet_licensing", "register_derivative", {"t": 16, "l": 0, "a": 1024}), TRANSFER, None),
]


# The benchmark pay_at of pallet-royalties measures each pair of these. At most so much more than the first is promised.
MEMBERS, ANCESTORS = (1, 100, 10_000, 100_000), (0, 16, 1024)
FLAT = 1.1


def weight(folder: Path, pallet: str, call: str, components: dict[str, int]) -> tuple[float, float, float]:
    """Execution time in picoseconds, reads, writes."""
    source = (folder / f"{pallet}.rs").read_text()
    body = re.search(rf"fn {call}\([^)]*\) -> Weight \{{(.*?)\n\t\}}", source, re.S)
    if body is None:
        sys.exit(f"{folder}/{pallet}.rs has no weight of {call}")
    code = "\n".join(line for line in body[1].splitlines() if not line.strip().startswith("//"))

    def total(base: str, slope: str) -> float:
        found = sum(int(number.replace("_", "")) for number in re.findall(base, code))
        for number, name in re.findall(slope, code):
            found += int(number.replace("_", "")) * components.get(name, 0)
        return found

    time = total(r"Weight::from_parts\(([\d_]+), [\d_]+\)(?!\.saturating_mul)", r"from_parts\(([\d_]+), [\d_]+\)\.saturating_mul\((\w)\.into")
    reads = total(r"reads\((\d+)\)", r"reads\(\((\d+)_u64\)\.saturating_mul\((\w)\.into")
    writes = total(r"writes\((\d+)\)", r"writes\(\((\d+)_u64\)\.saturating_mul\((\w)\.into")
    return time, reads, writes


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])

    def of(what: tuple[str, str, dict[str, int]]) -> float:
        time, reads, writes = weight(folder, *what)
        return time + reads * READ + writes * WRITE

    def name(what: tuple[str, str, dict[str, int]]) -> str:
        pallet, call, components = what
        arguments = ", ".join(f"{key} = {value}" for key, value in components.items())
        return f"{pallet.removeprefix('pallet_')}.{call}" + (f"({arguments})" if arguments else "")

    print(f"\n{'call':<52}{'time µs':>10}{'reads':>7}{'writes':>7}{'weight µs':>11}  ratio")
    for what, beside, promised in ROWS:
        time, reads, writes = weight(folder, *what)
        line = f"{name(what):<52}{time / 1e6:>10.1f}{reads:>7.0f}{writes:>7.0f}{of(what) / 1e6:>11.1f}"
        if beside:
            line += f"  {of(what) / of(beside):.2f} × {beside[1]}"
            line += f" (at most {promised})" if promised else ""
        print(line)
    print()
    compare_sizes(folder)


def compare_sizes(folder: Path) -> None:
    """Prints what a payment takes at all sizes of a pool, the ratio to the smallest, and beside it the same of a transfer
    that has nothing to do with the pool, in the same state: what the storage of the benchmark is slower by."""

    def of(call: str) -> dict[str, list[dict]]:
        [batch] = json.loads((folder / f"{call}.json").read_text())
        return batch

    def medians(results: list[dict], field: str) -> dict[int, float]:
        """The median at each point."""
        found: dict[int, list[int]] = {}
        for result in results:
            [(_, point)] = result["components"]
            found.setdefault(point, []).append(result[field])
        return {point: median(values) for point, values in found.items()}

    payments, transfers = of("pay_at"), of("transfer_at")
    pay, transfer = (medians(of_call["time_results"], "extrinsic_time") for of_call in (payments, transfers))
    reads, writes = (medians(payments["db_results"], field) for field in ("reads", "writes"))
    if len(set(reads.values())) > 1 or len(set(writes.values())) > 1:
        sys.exit(f"a payment's reads and writes depend on the size of the pool: {reads}, {writes}")
    print(f"{'royalties.pay: members':<24}{'ancestors':>10}{'reads':>7}{'writes':>7}{'time µs':>9}{'ratio':>7}", end="")
    print(f"{'transfer µs':>13}{'ratio':>7}  payment by transfer, to the first (at most {FLAT})")
    for point, (members, ancestors) in enumerate((m, a) for m in MEMBERS for a in ANCESTORS):
        times = [times_of[point] / times_of[0] for times_of in (pay, transfer)]
        line = f"{members:<24,}{ancestors:>10,}{reads[point]:>7.0f}{writes[point]:>7.0f}"
        line += f"{pay[point] / 1e3:>9.1f}{times[0]:>7.2f}{transfer[point] / 1e3:>13.1f}{times[1]:>7.2f}"
        print(f"{line}  {times[0] / times[1]:.2f}")
    print()


main()
