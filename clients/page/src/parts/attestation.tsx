import type { ComponentChildren } from "preact";
import { useAsk, useLive } from "../asking.ts";
import { knownModel } from "../known-models.ts";
import { type Claim, committeeOf, type GenerationRecord, type Human, type Verification } from "@atelier/sdk/read";
import { href } from "../routes.ts";
import {
  oppositionOf,
  PROVES_NOT,
  pictureOf,
  promptOf,
  proves,
  type Standing,
  settlementOf,
  verdict,
} from "../standing.ts";
import { clean, plural } from "../text.ts";
import { Account } from "./account.tsx";
import { Amount, BlockNumber, Digest } from "./figures.tsx";
import { Icon } from "./icon.tsx";

/** What is known, and what that proves. */
export function Verdict({ standing }: { readonly standing: Standing }) {
  const attested = standing.kind === "attested";
  return (
    <div class={`verdict ${standing.kind}`}>
      <Icon name={attested ? "seal" : standing.kind === "claimed" ? "speech" : "blank"} />
      <div>
        <p class="sentence">{verdict(standing)}</p>
        {attested && <p>{proves(standing.attestation)}</p>}
        {attested && <p class="muted">{PROVES_NOT}</p>}
      </div>
    </div>
  );
}

/** How a work came about, as its record tells. */
export function RecordFacts({ claim }: { readonly claim: Claim }) {
  const { record } = claim;
  const { block } = useLive();
  const committee = committeeOf(record);
  return (
    <dl class="facts">
      <Fact name="Claimed by">
        <Account address={claim.owner} />
      </Fact>
      <Fact name="Counts from">
        <BlockNumber of={claim.since} />
        {claim.committed && (
          <span class="muted">{committee ? ", when it was ordered" : ", committed to before it was told"}</span>
        )}
      </Fact>
      <Fact name="Settles">{settlementOf(claim, block)}</Fact>
      {claim.attestation && (
        <Fact name="Arbiter">
          The arbiter of the chain found the claim to be true, in <BlockNumber of={claim.attestation.block} />
        </Fact>
      )}
      {record && <Made record={record} />}
      {committee && (
        <>
          <Fact name="Workers">
            {committee.m} of {committee.n} had to agree
          </Fact>
          <Fact name="At stake">
            <Amount of={BigInt(committee.stake)} />
          </Fact>
          <Fact name="Open to challenge">{plural(committee.window, "block")}</Fact>
          <Fact name="Job">
            <a href={href.job(committee.job)}>
              <Digest of={committee.job} />
            </a>
          </Fact>
        </>
      )}
      {record?.human && <HumanPart human={record.human} />}
    </dl>
  );
}

/** Model, adapters, prompt, seed. */
function Made({ record }: { readonly record: GenerationRecord }) {
  const picture = pictureOf(record);
  const prompt = promptOf(record);
  return (
    <>
      {prompt && (
        <Fact name="Prompt">
          <q class="stranger">{clean(prompt, 512)}</q>
        </Fact>
      )}
      {record.promptCommitment && <Fact name="Prompt">not told; its hash is on chain</Fact>}
      <Fact name="Model">
        <Model digest={record.model} />
      </Fact>
      {record.adapters.map((adapter) => (
        <Fact name="Adapter" key={adapter}>
          <Model digest={adapter} />
        </Fact>
      ))}
      <Fact name="Seed">
        <Digest of={record.effectiveSeed} />
      </Fact>
      {picture && (
        <Fact name="Picture">
          {picture.width} × {picture.height}, zoom {picture.zoom / 16}, guidance {picture.guidance} of 16, palette
          turned {Math.round((picture.palette * 360) / 256)}°
        </Fact>
      )}
    </>
  );
}

function HumanPart({ human }: { readonly human: Human }) {
  const did = (["directed", "selected", "edited"] as const).filter((part) => human[part]);
  return (
    <Fact name="A person’s part">
      <Account address={human.account} /> says to have {did.length > 0 ? did.join(", ") : "done nothing"}
      {human.note && (
        <>
          : <q class="stranger">{clean(human.note, 256)}</q>
        </>
      )}
    </Fact>
  );
}

/** A model: its name if the project made it, its root, and its IP asset if it has one. */
export function Model({ digest }: { readonly digest: string }) {
  const minted = useAsk(`minted ${digest}`, (reader) => reader.mintedFrom(digest));
  const [ip] = minted.state === "known" ? minted.value : [];
  const name = knownModel(digest);
  const shown = (
    <>
      {name && <strong>{name}</strong>} <Digest of={digest} />
    </>
  );
  return ip ? <a href={href.work(ip)}>{shown}</a> : <span>{shown}</span>;
}

/** What was revoked of all that is above the claims of an artifact. */
export function RevokedOrigins({ verification }: { readonly verification: Verification }) {
  return (
    <>
      {verification.revokedAbove.map(({ digest }) => (
        <Doubt key={digest}>
          It was made from something that was revoked:{" "}
          <a href={href.file(digest)}>{knownModel(digest) ?? <Digest of={digest} />}</a>.
        </Doubt>
      ))}
    </>
  );
}

/** What speaks against a claim: its status, and claims of others. */
export function Doubts({ verification, owner }: { readonly verification: Verification; readonly owner: string }) {
  const own = verification.claims.findIndex((claim) => claim.owner === owner);
  const before = verification.claims.slice(0, Math.max(0, own));
  const after = verification.claims.length - 1 - own;
  const status = verification.claims[own]?.status;
  const reason = verification.claims[own]?.reason;
  const opposition = verification.claims[own] && oppositionOf(verification.claims[own]);
  return (
    <>
      {status === "revoked" && (
        <Doubt>
          Whoever claims it has revoked it
          {reason && (
            <>
              : <q class="stranger">{clean(reason, 64)}</q>
            </>
          )}
          .
        </Doubt>
      )}
      {status === "deprecated" && <Doubt>Whoever claims it says that something better exists.</Doubt>}
      {opposition && <Doubt>{opposition}</Doubt>}
      {own >= 0 && before.length > 0 && (
        <Doubt>
          {before.length === 1 ? "Somebody else’s claim" : `${before.length} claims of others`} of the same file{" "}
          {before.length === 1 ? "comes" : "come"} first: <a href={href.file(verification.digest)}>all claims</a>.
        </Doubt>
      )}
      {own >= 0 && after > 0 && (
        <p class="muted">
          {plural(after, "later claim")} of the same file: <a href={href.file(verification.digest)}>all claims</a>.
        </p>
      )}
    </>
  );
}

/** What speaks against something, in a sentence. */
export function Doubt({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="doubt">
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  );
}

/** A fact and its name. */
export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
