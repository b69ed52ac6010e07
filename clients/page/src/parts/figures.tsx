import { useLive } from "../asking.ts";
import { ago, amountParts, atl, number, shortDigest } from "../text.ts";

// How single figures are shown.

/** An amount, with the digits that nobody reads in the background. */
export function Amount({ of }: { readonly of: bigint }) {
  const { read, exact } = amountParts(of);
  return (
    <span class="amount" title={atl(of)}>
      {read}
      {exact && <span class="exact">{exact}</span>} <span class="unit">ATL</span>
    </span>
  );
}

/** A block, and how long ago it was. */
export function BlockNumber({ of }: { readonly of: number }) {
  const { block } = useLive();
  return (
    <span class="block">
      block {number(of)}
      {block !== undefined && <span class="ago">, {ago(of, block)}</span>}
    </span>
  );
}

/** How long ago a block was. */
export function Age({ of }: { readonly of: number }) {
  const { block } = useLive();
  return <span title={`block ${number(of)}`}>{ago(of, block)}</span>;
}

/** A digest: its ends, with the whole of it at hand. */
export function Digest({ of, full = false }: { readonly of: string; readonly full?: boolean }) {
  return (
    <code class="digest" title={of}>
      {full ? of : shortDigest(of)}
    </code>
  );
}
