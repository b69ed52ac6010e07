import { label, type Standing } from "../standing.ts";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Record<Standing["kind"], IconName> = {
  attested: "seal",
  claimed: "speech",
  withdrawn: "blank",
  without: "blank",
};

/** How sure a work is, in two or three words. */
export function Badge({ standing, revoked }: { readonly standing: Standing; readonly revoked?: string | undefined }) {
  return (
    <span class="badges">
      <span class={`badge ${standing.kind}`}>
        <Icon name={ICONS[standing.kind]} />
        {label(standing)}
      </span>
      {revoked && (
        <span class="badge revoked">
          <Icon name="warning" />
          {revoked}
        </span>
      )}
    </span>
  );
}
