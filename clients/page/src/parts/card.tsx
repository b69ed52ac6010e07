import { useAsk } from "../asking.ts";
import { href } from "../routes.ts";
import { kindOf, revocation, standingOf, titleOf } from "../standing.ts";
import { Account } from "./account.tsx";
import { Badge } from "./badge.tsx";
import { Age } from "./figures.tsx";
import { Picture } from "./picture.tsx";

/** A work among others. */
export function Card({ ip }: { readonly ip: string }) {
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
