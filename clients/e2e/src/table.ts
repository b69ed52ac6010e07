import assert from "node:assert/strict";
import { test } from "node:test";

// A table of what is exported, and what is done with it: whatever is exported and not called makes a suite fail.

type Exported = Readonly<Record<string, unknown>>;

/** A row: what is exported, by its name, and a use of it. */
export type Row<Module extends object> = readonly [name: Names<Module>, use: () => Promise<void>];

/** Names of functions: those of a namespace behind its own name. */
type Names<Module> = {
  [K in keyof Module & string]: Module[K] extends (...args: never[]) => unknown
    ? K
    : Module[K] extends abstract new (
          ...args: never[]
        ) => unknown
      ? K
      : Module[K] extends object
        ? `${K}.${keyof Module[K] & string}`
        : never;
}[keyof Module & string];

/** What of a module was called, and what was not. */
export class Table<Module extends object> {
  /** The module, where each call is noted. */
  readonly module: Module;
  private readonly called = new Set<string>();
  private readonly names = new Set<string>();

  constructor(module: Module) {
    this.module = this.noting(module as Exported, "") as Module;
  }

  /** A test for each row, in this order. */
  tests(rows: readonly Row<Module>[]): void {
    for (const [name, use] of rows) {
      test(name, async () => {
        this.called.delete(name);
        await use();
        assert(this.called.has(name), `${name} was not called`);
      });
    }
  }

  /** What is exported and was not called, but for these. */
  missing(elsewhere: readonly string[]): string[] {
    const unknown = elsewhere.filter((name) => !this.names.has(name));
    assert.deepEqual(unknown, [], "what is tested elsewhere is exported");
    return [...this.names].filter((name) => !this.called.has(name) && !elsewhere.includes(name));
  }

  private noting(module: Exported, prefix: string): Exported {
    const noted = Object.entries(module).map(([key, value]): [string, unknown] => {
      const name = `${prefix}${key}`;
      if (isModule(value)) return [key, this.noting(value, `${name}.`)];
      if (typeof value !== "function" || "enc" in value) return [key, value];
      this.names.add(name);
      return [key, this.notingCalls(name, value)];
    });
    return Object.fromEntries(noted);
  }

  private notingCalls(name: string, called: object): object {
    return new Proxy(called, {
      apply: (target, self, args) => {
        this.called.add(name);
        return Reflect.apply(target as () => unknown, self, args);
      },
      construct: (target, args) => {
        this.called.add(name);
        return Reflect.construct(target as new () => object, args);
      },
    });
  }
}

function isModule(value: unknown): value is Exported {
  return typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object Module]";
}
