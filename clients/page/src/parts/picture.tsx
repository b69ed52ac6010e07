import { useEffect, useRef, useState } from "preact/hooks";
import { useLive } from "../asking.ts";
import { NotFound } from "@atelier/sdk/read";
import type { ChainReader } from "../reader.ts";
import { Icon, type IconName } from "./icon.tsx";

interface Props {
  /** Names the file; nothing if there is none to show. */
  readonly digest: string | null;
  readonly alt: string;
  readonly icon?: IconName;
  /** What is said if there is nothing to show. */
  readonly missing?: string;
}

/** A picture that the chain makes again; a quiet frame if it cannot. */
export function Picture({ digest, alt, icon = "work", missing = "no picture on this node" }: Props) {
  const [frame, isNear] = useNearness<HTMLDivElement>();
  const shown = usePicture(isNear ? digest : null);
  const nothing = digest === null || shown.state === "missing";
  return (
    <div class={`picture ${nothing ? "empty" : shown.state}`} ref={frame}>
      {shown.state === "there" && digest !== null && <img src={shown.url} alt={alt} />}
      {nothing && (
        <span class="nothing">
          <Icon name={icon} />
          {missing}
        </span>
      )}
    </div>
  );
}

type Shown =
  | { readonly state: "coming" }
  | { readonly state: "missing" }
  | { readonly state: "there"; readonly url: string };

/** The address of a picture in this browser, as soon as it is there. */
export function usePicture(digest: string | null): Shown {
  const { reader, version } = useLive();
  const [loaded, setLoaded] = useState<{ digest: string; url: string | undefined }>();
  const isThere = loaded !== undefined && loaded.digest === digest && loaded.url !== undefined;
  useEffect(() => {
    if (!reader || digest === null || isThere) return undefined;
    let current = true;
    urlOf(reader, digest).then(
      (url) => current && setLoaded({ digest, url }),
      () => current && setLoaded({ digest, url: undefined }),
    );
    return () => {
      current = false;
    };
    // What is missing may be there after a change.
  }, [reader, digest, isThere, version]);
  if (loaded?.digest !== digest) return { state: "coming" };
  return loaded.url === undefined ? { state: "missing" } : { state: "there", url: loaded.url };
}

/** Pictures that were loaded. A digest names the same picture everywhere, so they are good for every node. */
const urls = new Map<string, Promise<string>>();
const MOST_PICTURES = 300;

function urlOf(reader: ChainReader, digest: string): Promise<string> {
  const known = urls.get(digest);
  if (known) return known;
  const url = reader.output(digest).then((bytes) => {
    if (!isPng(bytes)) throw new NotFound("it is no picture that this page shows");
    return URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  });
  urls.set(digest, url);
  url.catch(() => urls.delete(digest));
  const [oldest] = urls;
  if (oldest && urls.size > MOST_PICTURES) {
    urls.delete(oldest[0]);
    oldest[1].then(URL.revokeObjectURL, () => {});
  }
  return url;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** By its first bytes, whatever the node says that it is. */
function isPng(bytes: Uint8Array): boolean {
  return PNG.every((byte, i) => bytes[i] === byte);
}

/** Whether something has been near the part of the page that can be seen. */
function useNearness<T extends Element>() {
  const element = useRef<T>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: "300px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, isNear] as const;
}
