import { useAsk } from "../asking.ts";
import { Doubt, Doubts, Fact, RecordFacts, RevokedOrigins, Verdict } from "../parts/attestation.tsx";
import { Badge } from "../parts/badge.tsx";
import { Amount, BlockNumber, Digest } from "../parts/figures.tsx";
import { Lineage } from "../parts/lineage.tsx";
import { MoneyView } from "../parts/money.tsx";
import { Party } from "../parts/party.tsx";
import { Picture } from "../parts/picture.tsx";
import { Traits } from "../parts/traits.tsx";
import { type Asset, committeeOf } from "@atelier/sdk/read";
import type { Work } from "../reader.ts";
import { href } from "../routes.ts";
import { kindOf, limitsOf, ownClaim, ownerShareOf, revisionOf, revocation, standingOf, titleOf } from "../standing.ts";
import { clean, safeUrl } from "../text.ts";
import { JobPanel } from "./job.tsx";
import { NowhereView, useTitle } from "./nowhere.tsx";

/** A title of more characters is set smaller. */
const LONG = 70;

/** One work: whether it is real, who made it, who is paid. */
export function WorkView({ ip }: { readonly ip: string }) {
  const work = useAsk(`work ${ip}`, (reader) => reader.work(ip));
  const asset = useAsk(`asset ${ip}`, (reader) => reader.asset(ip));
  useTitle(work.state === "known" ? titleOf(work.value, 40) : ip);
  for (const asked of [work, asset]) {
    if (asked.state === "asking") return <p class="muted waiting">Asking the chain about {ip} …</p>;
    if (asked.state === "failed") return <NowhereView sentence={asked.sentence} />;
  }
  return work.state === "known" && asset.state === "known" ? <Sheet work={work.value} asset={asset.value} /> : null;
}

function Sheet({ work, asset }: { readonly work: Work; readonly asset: Asset }) {
  const { ip } = work;
  const claim = ownClaim(work);
  const standing = standingOf(work);
  const title = titleOf(work, 140);
  const kind = kindOf(work);
  const record = claim?.record;
  const committee = committeeOf(record);
  return (
    <article class="work">
      <div class="wall">
        <Picture
          digest={kind === "Work" ? work.provenance : null}
          alt={title}
          icon={kind === "Work" || kind === "Item" ? "work" : "model"}
          missing={kind === "Work" ? "There is no picture of it on this node." : `a ${kind.toLowerCase()}`}
        />
      </div>
      <header class="label">
        <p class="kind">
          {kind} {ip}
        </p>
        <h1 class={title.length > LONG ? "long" : undefined}>
          <bdi>{title}</bdi>
        </h1>
        <Badge standing={standing} revoked={revocation(work)} />
        <RightsLimits ip={ip} />
        <AssetFacts asset={asset} work={work} />
      </header>
      <section class="panel" aria-labelledby="attestation">
        <h2 id="attestation">Is it real?</h2>
        <Verdict standing={standing} />
        {work.verification && <RevokedOrigins verification={work.verification} />}
        {work.verification && <Doubts verification={work.verification} owner={work.creator} />}
        {claim && <RecordFacts claim={claim} />}
      </section>
      <MoneyPanel ip={ip} mintedAt={work.mintedAt} />
      <LineagePanel ip={ip} models={record ? [record.model, ...record.adapters] : []} />
      <TraitsPanel work={work} />
      {committee && <JobPanel job={committee.job} />}
    </article>
  );
}

/** What cannot be done with it. */
function RightsLimits({ ip }: { readonly ip: string }) {
  const rights = useAsk(`rights ${ip}`, (reader) => reader.rights(ip));
  if (rights.state !== "known") return null;
  return (
    <>
      {limitsOf(rights.value).map((sentence) => (
        <Doubt key={sentence}>{sentence}</Doubt>
      ))}
    </>
  );
}

/** What a buyer gets. */
function RightsFacts({ ip }: { readonly ip: string }) {
  const rights = useAsk(`rights ${ip}`, (reader) => reader.rights(ip));
  if (rights.state !== "known") return null;
  return (
    <>
      <Fact name="Owner’s share">{ownerShareOf(rights.value)}</Fact>
      <Fact name="Changes">{revisionOf(rights.value)}</Fact>
    </>
  );
}

function AssetFacts({ asset, work }: { readonly asset: Asset; readonly work: Work }) {
  const { metadata, listing } = asset;
  const url = safeUrl(metadata.uri);
  return (
    <dl class="facts">
      <Fact name="Created by">
        <Party address={asset.creator} />
      </Fact>
      <Fact name="Owned by">
        <Party address={asset.owner} instead={asset.owner === asset.creator ? "its creator" : undefined} />
      </Fact>
      <Fact name="Minted in">
        <BlockNumber of={asset.mintedAt} />
      </Fact>
      <RightsFacts ip={work.ip} />
      {listing && (
        <Fact name="For sale">
          <Amount of={BigInt(listing.price)} />
          {listing.obstacle && <span class="muted">, but cannot be bought now</span>}
        </Fact>
      )}
      {metadata.uri && (
        <Fact name="Says of itself">
          {url ? (
            <a class="stranger" href={url} rel="noopener noreferrer nofollow" target="_blank">
              {clean(metadata.uri, 90)}
            </a>
          ) : (
            <span class="stranger">{clean(metadata.uri, 90)}</span>
          )}
        </Fact>
      )}
      {work.provenance && (
        <Fact name="Digest">
          <a href={href.file(work.provenance)}>
            <Digest of={work.provenance} />
          </a>
        </Fact>
      )}
    </dl>
  );
}

function LineagePanel({ ip, models }: { readonly ip: string; readonly models: readonly string[] }) {
  const family = useAsk(`family ${ip}`, (reader) => reader.family(ip));
  return (
    <section class="panel wide" aria-labelledby="lineage">
      <h2 id="lineage">Where does it come from?</h2>
      {family.state === "asking" && <p class="muted">Asking the chain …</p>}
      {family.state === "failed" && <p class="wrong">{family.sentence}</p>}
      {family.state === "known" && <Lineage family={family.value} models={models} />}
    </section>
  );
}

function MoneyPanel({ ip, mintedAt }: { readonly ip: string; readonly mintedAt: number }) {
  const money = useAsk(`money ${ip}`, (reader) => reader.money(ip));
  return (
    <section class="panel" aria-labelledby="money">
      <h2 id="money">Who is paid?</h2>
      {money.state === "asking" && <p class="muted">Asking the chain …</p>}
      {money.state === "failed" && <p class="wrong">{money.sentence}</p>}
      {money.state === "known" && <MoneyView ip={ip} money={money.value} mintedAt={mintedAt} />}
    </section>
  );
}

function TraitsPanel({ work }: { readonly work: Work }) {
  const { ip, provenance, mintedAt } = work;
  const traits = useAsk(`traits ${ip}`, (reader) => reader.traits(ip));
  if (traits.state !== "known" || traits.value.length === 0) return null;
  return (
    <section class="panel wide" aria-labelledby="traits">
      <h2 id="traits">What did it become?</h2>
      <Traits traits={traits.value} original={kindOf(work) === "Work" ? provenance : null} mintedAt={mintedAt} />
    </section>
  );
}
