import { useAsk } from "../asking.ts";
import { href } from "../routes.ts";
import { studioName } from "../text.ts";
import { Account } from "./account.tsx";

/** An account, or the studio whose account it is. `instead`: what is said instead of the account of nobody's studio. */
export function Party({ address, instead }: { readonly address: string; readonly instead?: string | undefined }) {
  const asked = useAsk(`studio of ${address}`, (reader) => reader.studioOf(address));
  const studio = asked.state === "known" ? asked.value : undefined;
  if (!studio) return instead || <Account address={address} />;
  return (
    <>
      the studio{" "}
      <a class="stranger" href={href.studio(studio.id)} title={address}>
        {studioName(studio)}
      </a>
    </>
  );
}
