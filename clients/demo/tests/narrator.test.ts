import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { chapter, line, meanwhile } from "../src/narrator.ts";

/** What a reader has seen when something is over. */
async function seen(happens: () => Promise<void>): Promise<string[]> {
  const log = mock.method(console, "log", () => {});
  try {
    await happens();
    return log.mock.calls.map(({ arguments: [text] }) => String(text));
  } finally {
    log.mock.restore();
  }
}

describe("what happens meanwhile", () => {
  test("is told from its beginning and on to its end, in its place", async () => {
    let goOn = () => {};
    const middle = new Promise<void>((resolve) => (goOn = resolve));
    const texts = await seen(async () => {
      const told = meanwhile(async () => {
        chapter("Later");
        await middle;
        line("the end");
      });
      chapter("Now");
      line("something else");
      const reading = told();
      line("read");
      goOn();
      await reading;
    });
    assert.deepEqual(texts, ["\n1. Now", "something else", "\n2. Later", "read", "the end"]);
  });

  test("fails when it is told, and not before", async () => {
    const texts = await seen(async () => {
      const told = meanwhile(async () => {
        line("until here");
        throw new Error("not as expected");
      });
      await new Promise(setImmediate);
      line("first");
      await assert.rejects(told(), /not as expected/);
    });
    assert.deepEqual(texts, ["first", "until here"]);
  });
});
