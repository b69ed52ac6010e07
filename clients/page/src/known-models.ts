// The project's own models and adapters by their roots: see docs/src/models.md. The chain knows no names; a root is
// what binds.

const NAMES: Readonly<Record<string, string>> = {
  df4949b2a9677e1885f743b5f43da4d531e946c1609107cc176cb4907261bc5e: "marbled-ink",
  "0223df5fd6b2da336c76f333a860276a58f78755f1122cd7cf40992077128aeb": "velvet-folds",
  "60134c82cb13defe6c4d1c2792b1d044453aac179224a5516fa847fa3d7bc7ee": "rose-window",
  "2767fc4bd7d18e3b0419ef13a5c70853b4e7006f88e192091b1886ff8b7e0dc7": "painted-desert",
  c36c471d33499b07d496e0857683fb3b6eb841dca3dfb251001e32d14ec80947: "night-garden",
  e750d5cd1310b12a353b359ee3966820090ac50240acee63a15295a11ed63568: "paper-cut",
  ce5335b6d2ca4b41d19967583e2f64c2cca63939f44f83401b4ca5a1effff005: "azulejo",
  "88babc282c3a9e25c1ddcb565b6fb860601f9f6ee657a2fc385e6dd483e62219": "marbled-ink-patina",
  d4da57c5f801c33a62170af6afde0077e7db17c3cff929caae6541b175be55cb: "rose-window-lace",
  "147a7e72db90acf68979df848d5fe7ac2d39635ecdd41495927231c1845715ea": "painted-desert-storm",
};

/** The name of a model or an adapter of the project. */
export function knownModel(digest: string): string | undefined {
  const root = digest.replace(/^sha256:/, "");
  return Object.hasOwn(NAMES, root) ? NAMES[root] : undefined;
}
