import assert from "node:assert/strict";
import { test } from "node:test";
import { href, nodeUrl, parseRoute } from "../src/routes.ts";

const DIGEST = `sha256:${"0f".repeat(32)}`;
const JOB = `0x${"0f".repeat(32)}`;

test("places are read as they are written", () => {
  assert.deepEqual(parseRoute(""), { view: "gallery" });
  assert.deepEqual(parseRoute(href.gallery), { view: "gallery" });
  assert.deepEqual(parseRoute(href.work("0-7")), { view: "work", ip: "0-7" });
  assert.deepEqual(parseRoute(href.job(JOB)), { view: "job", job: JOB });
  assert.deepEqual(parseRoute(href.file(DIGEST)), { view: "file", digest: DIGEST });
  assert.deepEqual(parseRoute(href.studio(7)), { view: "studio", studio: 7 });
});

test("what is no place is answered with a sentence", () => {
  for (const hash of [
    "#/ip/",
    "#/ip/7",
    "#/ip/01-2",
    "#/ip/0-7/x",
    "#/ip/0-4294967296",
    "#/job/0x0f",
    "#/job/x",
    "#/file/0f",
    "#/studio/",
    "#/studio/x",
    "#/studio/07",
    "#/studio/-1",
    "#/studio/4294967296",
    "#/x",
  ]) {
    const route = parseRoute(hash);
    assert(route.view === "nowhere" && /^[A-Z].*\.$/.test(route.sentence), hash);
  }
});

test("the node is that of the address, or the one of this machine", () => {
  assert.equal(nodeUrl(""), "ws://127.0.0.1:9944");
  assert.equal(nodeUrl("?rpc="), "ws://127.0.0.1:9944");
  assert.equal(nodeUrl("?rpc=wss%3A%2F%2Fexample.org%2Frpc"), "wss://example.org/rpc");
});
