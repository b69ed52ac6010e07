import { useEffect } from "preact/hooks";
import { DigestForm } from "../checking/drop.tsx";
import { href } from "../routes.ts";

/** Says what is wrong, and where to go. */
export function NowhereView({ sentence }: { readonly sentence: string }) {
  useTitle("Nothing here");
  return (
    <div class="nowhere">
      <h1>Nothing here</h1>
      <p class="lead">{sentence}</p>
      <p>
        <a href={href.gallery}>To the newest works</a>
      </p>
      <DigestForm />
    </div>
  );
}

/** The title of the window. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Atelier" : `${title} · Atelier`;
  }, [title]);
}
