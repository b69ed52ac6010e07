// Where the boxes and lines of a lineage go: in columns from left to right, each parent left of all its children.
//
// The library for this, dagre, is larger than the rest of the page together, and does more than a lineage needs.

export interface Link {
  readonly parent: string;
  readonly child: string;
}

export interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly columnGap: number;
  readonly rowGap: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each box. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** From the right side of the parent to the left side of the child, through the gaps between boxes. */
  readonly lines: readonly (Link & { readonly points: readonly Point[] })[];
}

/** Something that takes a place in a column: a box, or a gap that a line goes through. */
interface Place {
  readonly column: number;
  readonly box?: string;
  /** Its neighbors in the column to the right. */
  readonly right: Place[];
  readonly left: Place[];
  /** The middle of it. */
  y: number;
}

/** Draws a lineage around `focus`. What is not connected with it is left out. */
export function layOut(focus: string, links: readonly Link[], sizes: Sizes): Drawing {
  const above = farthest(focus, links, ({ parent, child }) => [child, parent]);
  const below = farthest(focus, links, ({ parent, child }) => [parent, child]);
  const first = Math.max(...above.values());
  const places = new Map<string, Place>();
  const put = (box: string, column: number) => places.set(box, { column, box, right: [], left: [], y: 0 });
  for (const [box, distance] of above) put(box, first - distance);
  for (const [box, distance] of below) put(box, first + distance);
  const drawn = links.filter(({ parent, child }) => places.has(parent) && places.has(child));
  const chains = drawn.map((link) => ({ link, chain: connect(places.get(link.parent)!, places.get(link.child)!) }));
  const columns = arrange(first, [...places.values(), ...chains.flatMap(({ chain }) => chain.slice(1, -1))], sizes);
  return draw(columns, places, chains, sizes);
}

/** How many steps away each box is at most. */
function farthest(focus: string, links: readonly Link[], step: (link: Link) => [string, string]): Map<string, number> {
  const distances = new Map([[focus, 0]]);
  const steps = links.map(step);
  // A lineage has no cycles, so that no way is longer than the number of links.
  for (let round = 0, changed = true; changed && round <= links.length; round++) {
    changed = false;
    for (const [from, to] of steps) {
      const distance = distances.get(from);
      if (distance === undefined || (distances.get(to) ?? -1) > distance) continue;
      distances.set(to, distance + 1);
      changed = true;
    }
  }
  return distances;
}

/** Puts a gap into each column between two boxes. */
function connect(parent: Place, child: Place): Place[] {
  const chain = [parent];
  for (let column = parent.column + 1; column < child.column; column++) {
    chain.push({ column, right: [], left: [], y: 0 });
  }
  chain.push(child);
  chain.slice(1).forEach((place, i) => {
    chain[i]!.right.push(place);
    place.left.push(chain[i]!);
  });
  return chain;
}

const SWEEPS = 4;

/** Orders each column so that few lines cross, and sets the heights. */
function arrange(focus: number, places: readonly Place[], sizes: Sizes): Place[][] {
  const columns: Place[][] = [];
  for (const place of places) {
    columns[place.column] ??= [];
    columns[place.column]!.push(place);
  }
  columns.forEach((column) => {
    stack(column, sizes);
  });
  const middle = (near: readonly Place[], place: Place) =>
    near.length === 0 ? place.y : near.reduce((sum, { y }) => sum + y, 0) / near.length;
  const sort = (column: Place[] | undefined, side: "left" | "right") => {
    if (!column) return;
    column.sort((a, b) => middle(a[side], a) - middle(b[side], b));
    stack(column, sizes);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    // Outward from the focus, which stands alone in its column; then inward.
    for (let i = focus - 1; i >= 0; i--) sort(columns[i], "right");
    for (let i = focus + 1; i < columns.length; i++) sort(columns[i], "left");
    if (sweep % 2 === 0) for (let i = 1; i < focus; i++) sort(columns[i], "left");
  }
  return columns;
}

/** One below the other, around the middle line. */
function stack(column: readonly Place[], { height, rowGap }: Sizes): void {
  const heightOf = ({ box }: Place) => (box === undefined ? rowGap : height);
  const total = column.reduce((sum, place) => sum + heightOf(place) + rowGap, -rowGap);
  let top = -total / 2;
  for (const place of column) {
    place.y = top + heightOf(place) / 2;
    top += heightOf(place) + rowGap;
  }
}

function draw(
  columns: readonly Place[][],
  places: ReadonlyMap<string, Place>,
  chains: readonly { readonly link: Link; readonly chain: readonly Place[] }[],
  { width, height, columnGap }: Sizes,
): Drawing {
  const top = Math.min(...columns.flat().map(({ y }) => y)) - height / 2;
  const bottom = Math.max(...columns.flat().map(({ y }) => y)) + height / 2;
  const left = (place: Place) => place.column * (width + columnGap);
  const boxes = new Map([...places].map(([box, place]) => [box, { x: left(place), y: place.y - height / 2 - top }]));
  const lines = chains.map(({ link, chain }) => ({
    ...link,
    points: chain.flatMap((place, i) => {
      const y = place.y - top;
      const [start, end] = [
        { x: left(place), y },
        { x: left(place) + width, y },
      ];
      return i === 0 ? [end] : i === chain.length - 1 ? [start] : [start, end];
    }),
  }));
  return { width: columns.length * (width + columnGap) - columnGap, height: bottom - top, boxes, lines };
}

/** The path of a line: level at each point. */
export function curve(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => {
      const before = points[i - 1];
      if (!before) return `M${x},${y}`;
      const middle = (before.x + x) / 2;
      return before.y === y ? `H${x}` : `C${middle},${before.y} ${middle},${y} ${x},${y}`;
    })
    .join("");
}
