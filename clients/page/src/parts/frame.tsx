import { useLive } from "../asking.ts";
import type { Connection } from "../chain/connection.ts";
import { FileChooser } from "../checking/drop.tsx";
import { href } from "../routes.ts";
import { clean, number, shorten } from "../text.ts";
import { Icon } from "./icon.tsx";

interface HeaderProps {
  readonly connection: Connection;
  readonly onFile: (files: FileList | null) => void;
}

export function Header({ connection, onFile }: HeaderProps) {
  const { block } = useLive();
  const live = connection.state === "live" && block !== undefined;
  return (
    <header class="top">
      <a class="brand" href={href.gallery} aria-label="Atelier, to the newest works">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M16 4 27 29H21.6L16 14.9 10.4 29H5Z" />
          <circle cx="16" cy="25.4" r="3.2" />
        </svg>
        Atelier
      </a>
      <span class={`pulse ${live ? "live" : ""}`}>
        <span class="dot" key={block} aria-hidden="true" />
        {live ? `block ${number(block)}` : "not connected"}
      </span>
      <FileChooser onFile={onFile}>Check a file</FileChooser>
    </header>
  );
}

/** What is wrong with the connection, if anything is. */
export function Notice({ connection }: { readonly connection: Connection }) {
  const sentence = "sentence" in connection ? connection.sentence : undefined;
  return (
    <div class="notice" role="status" hidden={!sentence}>
      <Icon name="warning" />
      <p>{sentence}</p>
    </div>
  );
}

export function Footer({ url, connection }: { readonly url: string; readonly connection: Connection }) {
  return (
    <footer class="bottom">
      <p>
        This page only reads. All that it shows is what the node at <code>{clean(url, 80)}</code> says
        {connection.state === "live" && (
          <>
            {" "}
            of {clean(connection.chain, 40)}, whose first block is{" "}
            <code title={connection.genesis}>{shorten(connection.genesis)}</code>
          </>
        )}
        . Files that you check are hashed here and sent to nobody.
      </p>
    </footer>
  );
}
