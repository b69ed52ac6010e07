import { useEffect, useRef, useState } from "preact/hooks";
import { href } from "../routes.ts";
import { clean } from "../text.ts";
import { hashFile, Unhashable } from "./hash.ts";

/** A file that was hashed. It stays on this machine. */
export interface CheckedFile {
  readonly name: string;
  readonly size: number;
  readonly digest: string;
  /** Where the browser has it, if it is a picture. */
  readonly preview: string | undefined;
}

export interface Checking {
  readonly check: (files: FileList | null) => void;
  /** The file that was hashed last. */
  readonly checked: CheckedFile | undefined;
  /** What is going on, or what went wrong. */
  readonly message: string | undefined;
  readonly dismiss: () => void;
}

/** What an `img` may show. SVG, which can be a whole program, is not among them. */
const PICTURES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"]);

/** Hashes a file and goes to what is known of it. */
export function useChecking(): Checking {
  const [checked, setChecked] = useState<CheckedFile>();
  const [message, setMessage] = useState<string>();
  const latest = useRef(0);
  useEffect(() => () => void (checked?.preview && URL.revokeObjectURL(checked.preview)), [checked]);

  const check = async (files: FileList | null) => {
    const [file] = files ?? [];
    if (!file) return;
    const turn = ++latest.current;
    const name = clean(file.name, 60);
    setMessage(`Hashing ${name} …`);
    try {
      const digest = await hashFile(file);
      if (turn !== latest.current) return;
      setChecked({ name, size: file.size, digest, preview: previewOf(file) });
      setMessage(files!.length > 1 ? `Only ${name}, the first of ${files!.length} files, was checked.` : undefined);
      location.hash = href.file(digest);
    } catch (error) {
      if (turn !== latest.current) return;
      setMessage(error instanceof Unhashable ? error.message : `${name} could not be hashed: ${String(error)}`);
    }
  };
  return { check: (files) => void check(files), checked, message, dismiss: () => setMessage(undefined) };
}

function previewOf(file: File): string | undefined {
  return PICTURES.has(file.type) ? URL.createObjectURL(file) : undefined;
}
