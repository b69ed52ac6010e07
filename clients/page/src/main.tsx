import { render } from "preact";
import { connections } from "./chain/connection.ts";
import { Page } from "./page.tsx";
import { nodeUrl } from "./routes.ts";

const url = nodeUrl(location.search);
render(<Page url={url} connections={connections(url)} />, document.getElementById("page")!);
