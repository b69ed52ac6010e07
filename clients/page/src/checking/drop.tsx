import { useEffect, useState } from "preact/hooks";
import { href } from "../routes.ts";
import { Icon } from "../parts/icon.tsx";
import type { Checking } from "./checking.ts";
import { readDigest } from "./hash.ts";

/** Takes files that are dropped anywhere on the page, and says what becomes of them. */
export function FileDrop({ checking }: { readonly checking: Checking }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Otherwise the browser opens the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      checking.check(event.dataTransfer?.files ?? null);
    };
    addEventListener("dragenter", drag);
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragenter", drag);
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  });
  return (
    <>
      <div class="drop-overlay" hidden={!over} aria-hidden="true">
        <p>Let go, and the file is hashed here. It stays on your machine.</p>
      </div>
      <div class="toast" role="status" hidden={!checking.message}>
        <p>{checking.message}</p>
        <button type="button" class="quiet" onClick={checking.dismiss}>
          Close
        </button>
      </div>
    </>
  );
}

interface ChooserProps {
  readonly onFile: (files: FileList | null) => void;
  readonly children: string;
}

/** Chooses a file to check. */
export function FileChooser({ onFile, children }: ChooserProps) {
  return (
    <label class="button">
      <Icon name="check" />
      {children}
      <input
        type="file"
        class="visually-hidden"
        onChange={({ currentTarget }) => {
          onFile(currentTarget.files);
          // So that the same file can be chosen again.
          currentTarget.value = "";
        }}
      />
    </label>
  );
}

/** Takes the digest of a file that was hashed elsewhere. */
export function DigestForm() {
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get("digest");
    const digest = readDigest(String(text));
    setWrong(!digest);
    if (digest) location.hash = href.file(digest);
  };
  return (
    <form class="digest-form" onSubmit={submit}>
      <label for="digest">Or paste the SHA-256 of a file</label>
      <span>
        <input
          id="digest"
          name="digest"
          autocomplete="off"
          spellcheck={false}
          placeholder="64 hexadecimal digits"
          aria-invalid={wrong}
          aria-describedby="digest-wrong"
        />
        <button type="submit" class="quiet">
          Look up
        </button>
      </span>
      <span id="digest-wrong" class="wrong" role="alert">
        {wrong ? "That is no digest: it has 64 hexadecimal digits." : ""}
      </span>
    </form>
  );
}
