import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Observable } from "rxjs";
import { LiveContext, type Live } from "./asking.ts";
import type { Connection } from "./chain/connection.ts";
import { FileDrop } from "./checking/drop.tsx";
import { useChecking } from "./checking/checking.ts";
import { Footer, Header, Notice } from "./parts/frame.tsx";
import { parseRoute, type Route } from "./routes.ts";
import { FileView } from "./views/file.tsx";
import { GalleryView } from "./views/gallery.tsx";
import { JobView } from "./views/job.tsx";
import { NowhereView } from "./views/nowhere.tsx";
import { StudioView } from "./views/studio.tsx";
import { WorkView } from "./views/work.tsx";

interface Props {
  readonly url: string;
  readonly connections: Observable<Connection>;
}

/** All of it. */
export function Page({ url, connections }: Props) {
  const connection = useLatest(connections) ?? { state: "connecting" };
  const live = useLiveness(connection);
  const route = useRoute();
  const checking = useChecking();
  return (
    <LiveContext.Provider value={live}>
      {/* biome-ignore lint/a11y/useValidAnchor: a link to a place of this page; its handler keeps the route. */}
      <a class="skip" href="#main" onClick={toContent}>
        To the content
      </a>
      <Header connection={connection} onFile={checking.check} />
      <Notice connection={connection} />
      <main id="main" tabIndex={-1}>
        <View route={route} checking={checking} />
      </main>
      <Footer url={url} connection={connection} />
      <FileDrop checking={checking} />
    </LiveContext.Provider>
  );
}

function View({ route, checking }: { readonly route: Route; readonly checking: ReturnType<typeof useChecking> }) {
  switch (route.view) {
    case "gallery":
      return <GalleryView onFile={checking.check} />;
    case "work":
      return <WorkView key={route.ip} ip={route.ip} />;
    case "job":
      return <JobView key={route.job} job={route.job} />;
    case "file":
      return <FileView key={route.digest} digest={route.digest} checked={checking.checked} />;
    case "studio":
      return <StudioView key={route.studio} id={route.studio} />;
    case "nowhere":
      return <NowhereView sentence={route.sentence} />;
  }
}

function toContent(event: Event): void {
  // What stands behind the `#` says what is shown.
  event.preventDefault();
  focusContent();
}

function focusContent(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** The latest value; nothing before the first. */
function useLatest<T>(observable: Observable<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = observable.subscribe((next) => setValue(() => next));
    return () => subscription.unsubscribe();
  }, [observable]);
  return value;
}

/** What the parts know of the chain. While the connection is lost, they keep what they know. */
function useLiveness(connection: Connection): Live {
  const reader = connection.state === "live" ? connection.reader : undefined;
  const [live, setLive] = useState<Live>({ reader: undefined, block: undefined, version: 0 });
  useEffect(() => {
    if (!reader) return undefined;
    setLive(({ version }) => ({ reader, block: undefined, version: version + 1 }));
    const subscription = reader.blocks.subscribe({
      next: ({ number, changed }) =>
        setLive(({ version }) => ({ reader, block: number, version: changed ? version + 1 : version })),
      // The connection is over, which is said elsewhere.
      error: () => {},
    });
    return () => subscription.unsubscribe();
  }, [reader]);
  return live;
}

/** Where the reader is. The content gets the focus when that changes, as after the load of a page. */
function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  const first = useRef(true);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    if (!first.current) {
      scrollTo(0, 0);
      focusContent();
    }
    first.current = false;
  }, [hash]);
  return useMemo(() => parseRoute(hash), [hash]);
}
