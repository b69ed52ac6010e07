import { render } from "preact";
import { of } from "rxjs";
import type { Connection } from "../../src/chain/connection.ts";
import { Page } from "../../src/page.tsx";
import "../../src/style/page.css";
import { FakeReader } from "./reader.ts";

const CONNECTION: Connection = {
  state: "live",
  reader: new FakeReader(),
  chain: "A chain that is made up",
  genesis: `0x${"0f".repeat(32)}`,
};

render(<Page url="ws://nowhere" connections={of(CONNECTION)} />, document.getElementById("page")!);
