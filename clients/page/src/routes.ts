import { parseDigest, parseIp } from "@atelier/sdk/core";

/** What the page shows. It stands behind the `#` of the address, so that any static server will do. */
export type Route =
  | { readonly view: "gallery" }
  | { readonly view: "work"; readonly ip: string }
  | { readonly view: "job"; readonly job: string }
  | { readonly view: "file"; readonly digest: string }
  | { readonly view: "studio"; readonly studio: number }
  | { readonly view: "nowhere"; readonly sentence: string };

/** Reads what stands behind the `#`. */
export function parseRoute(hash: string): Route {
  const [view = "", argument = "", ...rest] = hash.replace(/^#?\/?/, "").split("/");
  if (rest.length > 0) return { view: "nowhere", sentence: "There is no such page." };
  switch (view) {
    case "":
      return { view: "gallery" };
    case "ip":
      return read(parseIp, argument) ?? { view: "work", ip: argument };
    case "file":
      return read(parseDigest, argument) ?? { view: "file", digest: argument };
    case "job":
      if (/^0x[0-9a-f]{64}$/.test(argument)) return { view: "job", job: argument };
      return { view: "nowhere", sentence: "A job is written 0x and 64 hexadecimal digits." };
    case "studio":
      if (/^(0|[1-9]\d{0,9})$/.test(argument) && Number(argument) < 2 ** 32) {
        return { view: "studio", studio: Number(argument) };
      }
      return { view: "nowhere", sentence: "A studio is written as its number, for example 0." };
    default:
      return { view: "nowhere", sentence: "There is no such page." };
  }
}

export const href = {
  gallery: "#/",
  work: (ip: string) => `#/ip/${ip}`,
  job: (job: string) => `#/job/${job}`,
  file: (digest: string) => `#/file/${digest}`,
  studio: (studio: number) => `#/studio/${studio}`,
} as const;

/** What is wrong with an argument, if anything is. */
function read(parse: (text: string) => unknown, argument: string): Route | undefined {
  try {
    parse(argument);
    return undefined;
  } catch {
    const what = parse === parseIp ? "An IP asset is written collection-item, for example 0-7." : WRITE_A_DIGEST;
    return { view: "nowhere", sentence: what };
  }
}

const WRITE_A_DIGEST = "A digest is written sha256: and 64 hexadecimal digits.";

/** The node that the address names: `?rpc=ws://…`. */
export function nodeUrl(search: string, fallback = "ws://127.0.0.1:9944"): string {
  return new URLSearchParams(search).get("rpc") || fallback;
}
