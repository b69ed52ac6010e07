import type { Trait } from "../reader.ts";
import { href } from "../routes.ts";
import { clean } from "../text.ts";
import { BlockNumber } from "./figures.tsx";
import { Picture } from "./picture.tsx";

interface Props {
  readonly traits: readonly Trait[];
  /** The picture that it was minted with. */
  readonly original: string | null;
  readonly mintedAt: number;
}

/** What a work became over time. */
export function Traits({ traits, original, mintedAt }: Props) {
  return (
    <>
      {traits.map(({ key, values }) => (
        <section class="trait" key={key}>
          <h3>
            <bdi>{clean(key, 32)}</bdi>
          </h3>
          <ol>
            {original !== null && (
              <li>
                <Picture digest={original} alt="As it was minted" />
                <span>
                  minted, <BlockNumber of={mintedAt} />
                </span>
              </li>
            )}
            {values.map(({ root, job, block }, i) => (
              <li key={job} class={i === values.length - 1 ? "now" : ""}>
                <a href={href.job(job)}>
                  <Picture digest={root} alt={`${clean(key, 32)} in block ${block}`} />
                  <span>
                    {i === values.length - 1 && <strong>now, </strong>}
                    <BlockNumber of={block} />
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
