import { useRef, useState } from "preact/hooks";
import { useAsk, useGrowing } from "../asking.ts";
import { DigestForm, FileChooser } from "../checking/drop.tsx";
import { Card } from "../parts/card.tsx";
import { Icon } from "../parts/icon.tsx";
import type { OpenJob } from "../reader.ts";
import { href } from "../routes.ts";
import { readPicture } from "../standing.ts";
import { clean, plural, studioName } from "../text.ts";
import { useTitle } from "./nowhere.tsx";

const PAGE = 13;

/** The newest works. */
export function GalleryView({ onFile }: { readonly onFile: (files: FileList | null) => void }) {
  useTitle("");
  const [pages, setPages] = useState(1);
  const asked = useAsk(`newest ${pages}`, (reader) => reader.newest(pages * PAGE));
  // Until the next page is there, the one before stays.
  const before = useRef(asked);
  if (asked.state !== "asking") before.current = asked;
  const newest = before.current;
  return (
    <>
      <section class="hero">
        <div>
          <h1>
            <span>Is it real?</span> <span>Who made it?</span> <em>Who is paid?</em>
          </h1>
          <p class="lead">
            Works on Atelier, with all that the chain knows of them: which model drew them, who checked that, what they
            were made from, and where their income goes.
          </p>
        </div>
        <div class="check-card">
          <h2>Check a file</h2>
          <p>
            Drop it anywhere on this page. It is hashed here, and the digest is looked up on the chain. The file stays
            on your machine.
          </p>
          <FileChooser onFile={onFile}>Choose a file</FileChooser>
          <DigestForm />
        </div>
      </section>
      <OpenJobs />
      <section aria-labelledby="newest">
        <h2 id="newest">Newest works</h2>
        {newest.state === "asking" && <p class="muted">Asking the chain …</p>}
        {newest.state === "failed" && <p class="wrong">{newest.sentence}</p>}
        {newest.state === "known" && newest.value.ips.length === 0 && (
          <p class="muted">Nothing has been minted on this chain. It will appear here by itself.</p>
        )}
        {newest.state === "known" && (
          <>
            <ul class="gallery">
              {newest.value.ips.map((ip) => (
                <Card key={ip} ip={ip} />
              ))}
            </ul>
            {newest.value.more && (
              <button type="button" class="button more" onClick={() => setPages(pages + 1)}>
                More works
              </button>
            )}
          </>
        )}
      </section>
      <Studios />
    </>
  );
}

/** What is being made right now. */
function OpenJobs() {
  const jobs = useAsk("open jobs", (reader) => reader.openJobs());
  if (jobs.state !== "known" || jobs.value.length === 0) return null;
  return (
    <section class="open-jobs" aria-labelledby="open-jobs">
      <h2 id="open-jobs">Being made now</h2>
      <ul>
        {jobs.value.map((job) => (
          <li key={job.job}>
            <a href={href.job(job.job)}>
              <Icon name="clock" />
              <bdi>{orderOf(job)}</bdi> <span class="phase">{job.phase}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const FEW_STUDIOS = 6;

/** The newest studios. */
function Studios() {
  const { asked: studios, grow } = useGrowing("studios", FEW_STUDIOS, (reader, count) => reader.newestStudios(count));
  if (studios.state !== "known" || studios.value.items.length === 0) return null;
  return (
    <section class="studios" aria-labelledby="studios">
      <h2 id="studios">Studios</h2>
      <ul>
        {studios.value.items.map((studio) => (
          <li key={studio.id}>
            <a href={href.studio(studio.id)}>
              <h3>
                <bdi>{studioName(studio)}</bdi>
              </h3>
              <p class="muted">
                {plural(studio.members, "member")}
                {studio.openProposals > 0 && `, ${plural(studio.openProposals, "open proposal")}`}
              </p>
            </a>
          </li>
        ))}
      </ul>
      {studios.value.more && (
        <button type="button" class="quiet" onClick={grow}>
          More studios
        </button>
      )}
    </section>
  );
}

function orderOf({ input }: OpenJob): string {
  return clean(readPicture(input)?.prompt ?? "", 60) || `an order of ${plural(input.length, "byte")}`;
}
