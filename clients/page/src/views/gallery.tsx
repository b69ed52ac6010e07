import { useRef, useState } from "preact/hooks";
import { useAsk } from "../asking.ts";
import { DigestForm, FileChooser } from "../checking/drop.tsx";
import { Account } from "../parts/account.tsx";
import { Badge } from "../parts/badge.tsx";
import { Age } from "../parts/figures.tsx";
import { Icon } from "../parts/icon.tsx";
import { Picture } from "../parts/picture.tsx";
import type { OpenJob } from "../reader.ts";
import { href } from "../routes.ts";
import { kindOf, readPicture, revocation, standingOf, titleOf } from "../standing.ts";
import { clean, plural } from "../text.ts";
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
    </>
  );
}

function Card({ ip }: { readonly ip: string }) {
  const asked = useAsk(`work ${ip}`, (reader) => reader.work(ip));
  if (asked.state !== "known") {
    return (
      <li class="card">
        <a href={href.work(ip)}>
          <div class="picture coming" />
          <h3>{ip}</h3>
          <p class="muted">{asked.state === "failed" ? asked.sentence : "…"}</p>
        </a>
      </li>
    );
  }
  const work = asked.value;
  const kind = kindOf(work);
  const isWork = kind === "Work";
  const title = titleOf(work);
  return (
    <li class="card">
      <a href={href.work(ip)}>
        <Picture
          digest={isWork ? work.provenance : null}
          alt={title}
          icon={isWork ? "work" : kind === "Item" ? "blank" : "model"}
          missing={
            isWork ? "no picture on this node" : kind === "Item" ? "it names no file" : `a ${kind.toLowerCase()}`
          }
        />
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <p class="by">
          <Account address={work.creator} /> <Age of={work.mintedAt} />
        </p>
        <Badge standing={standingOf(work)} revoked={revocation(work)} />
      </a>
    </li>
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

function orderOf({ input }: OpenJob): string {
  return clean(readPicture(input)?.prompt ?? "", 60) || `an order of ${plural(input.length, "byte")}`;
}
