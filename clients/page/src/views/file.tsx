import { useAsk } from "../asking.ts";
import type { CheckedFile } from "../checking/checking.ts";
import { DigestForm } from "../checking/drop.tsx";
import { Doubts, RecordFacts, RevokedOrigins, Verdict } from "../parts/attestation.tsx";
import { Badge } from "../parts/badge.tsx";
import { Digest } from "../parts/figures.tsx";
import { Icon } from "../parts/icon.tsx";
import { Picture } from "../parts/picture.tsx";
import type { Claim, Verification } from "@atelier/sdk/read";
import { href } from "../routes.ts";
import { standingOfClaim } from "../standing.ts";
import { bytes, plural, shortDigest } from "../text.ts";
import { useTitle } from "./nowhere.tsx";

interface Props {
  readonly digest: string;
  /** The file that was hashed last. */
  readonly checked: CheckedFile | undefined;
}

/** What is known of a file. */
export function FileView({ digest, checked }: Props) {
  const file = checked?.digest === digest ? checked : undefined;
  const asked = useAsk(`verify ${digest}`, (reader) => reader.verify(digest));
  useTitle(file?.name ?? "A file");
  return (
    <article class="work file">
      <div class="wall">
        {file?.preview ? (
          <div class="picture there">
            <img src={file.preview} alt={file.name} />
          </div>
        ) : (
          <Picture
            digest={file ? null : digest}
            alt="The file that this digest names"
            missing={file ? "no preview" : "only its digest is here"}
          />
        )}
      </div>
      <header class="label">
        <p class="kind">{file ? `Your file, ${bytes(file.size)}` : "A file by its digest"}</p>
        <h1>
          <bdi>{file?.name ?? shortDigest(digest)}</bdi>
        </h1>
        <p class="whole">
          <Digest of={digest} full />
        </p>
        <div role="status">
          {asked.state === "asking" && <p class="muted">Asking the chain …</p>}
          {asked.state === "failed" && <p class="wrong">{asked.sentence}</p>}
          {asked.state === "known" && <Finding verification={asked.value} />}
        </div>
        {asked.state === "known" && <RevokedOrigins verification={asked.value} />}
        <MintedAs digest={digest} />
        {asked.state === "known" && asked.value.claims.length === 0 && <DigestForm />}
      </header>
      {asked.state === "known" && <Claims verification={asked.value} />}
    </article>
  );
}

/** Known or not. */
function Finding({ verification: { claims } }: { readonly verification: Verification }) {
  if (claims.length === 0) {
    return (
      <div class="verdict unknown">
        <Icon name="cross" />
        <div>
          <p class="sentence">Nobody claims this file.</p>
          <p>
            Whatever it is, it is not what anybody registered on this chain. A copy that was saved again, cut or changed
            by a single bit is another file.
          </p>
        </div>
      </div>
    );
  }
  const isAttested = claims.some((claim) => standingOfClaim(claim).kind === "attested");
  return (
    <div class={`verdict ${isAttested ? "attested" : "claimed"}`}>
      <Icon name={isAttested ? "seal" : "speech"} />
      <div>
        <p class="sentence">
          {isAttested ? "This is the very file that workers computed." : "This very file is registered here."}
        </p>
        <p>{claims.length === 1 ? "One account claims it." : `${plural(claims.length, "account")} claim it.`}</p>
      </div>
    </div>
  );
}

/** The works that were minted from it. */
function MintedAs({ digest }: { readonly digest: string }) {
  const minted = useAsk(`minted ${digest}`, (reader) => reader.mintedFrom(digest));
  if (minted.state !== "known") return null;
  return (
    <>
      {minted.value.map((ip) => (
        <a key={ip} class="button" href={href.work(ip)}>
          To the work {ip}
        </a>
      ))}
    </>
  );
}

function Claims({ verification }: { readonly verification: Verification }) {
  const { claims } = verification;
  return (
    <>
      {claims.map((claim, i) => (
        <section class={`panel ${claims.length === 1 ? "wide" : ""}`} key={claim.owner} aria-label={`Claim ${i + 1}`}>
          <h2>
            {claims.length > 1 ? `Claim ${i + 1} of ${claims.length}` : "Who claims it?"} <ClaimBadge claim={claim} />
          </h2>
          <Verdict standing={standingOfClaim(claim)} />
          {/* Of this claim alone: the others stand beside it. */}
          <Doubts verification={{ ...verification, claims: [claim] }} owner={claim.owner} />
          <RecordFacts claim={claim} />
        </section>
      ))}
    </>
  );
}

function ClaimBadge({ claim }: { readonly claim: Claim }) {
  return <Badge standing={standingOfClaim(claim)} revoked={claim.status === "revoked" ? "revoked" : undefined} />;
}
