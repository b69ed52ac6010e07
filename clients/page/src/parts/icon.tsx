/** Small drawings, on a grid of 24. */
export const PATHS = {
  check: "M4 12.5 9.5 18 20 6.5",
  seal:
    "M12 2.5l2.6 2 3.2-.2.9 3.1 2.7 1.8-1.1 3 1.1 3-2.7 1.8-.9 3.1-3.2-.2-2.6 2-2.6-2-3.2.2-.9-3.1-2.7-1.8 1.1-3" +
    "-1.1-3 2.7-1.8.9-3.1 3.2.2zM8.2 12.2l2.6 2.6 5-5.4",
  speech: "M4 5h16v11h-8l-5 4v-4H4zM8 9.2h8M8 12.2h5",
  blank: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8 12h8",
  cross: "M6 6l12 12M18 6 6 18",
  warning: "M12 3.5 22 20H2zM12 10v4.5M12 17.2v.3",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3.2 2",
  model: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  work: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.8 8.8v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing that says nothing a text does not say. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
