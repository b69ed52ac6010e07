import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sirv from "sirv";

// Serves the page that `npm run build` made. Any static server will do; this one is at hand.

const DIST = fileURLToPath(new URL("dist", import.meta.url));

/** Serves the page on this machine. Port 0: a free one. */
export async function serve(port: number): Promise<Server> {
  const files = sirv(DIST, {
    // Looks at the folder each time: the page may be built again meanwhile.
    dev: true,
    // The page refuses frames of other sites, which no `meta` can say.
    setHeaders: (response) => {
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
    },
  });
  const server = createServer((request, response) =>
    files(request, response, () => void response.writeHead(404).end()),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8080" }, rpc: { type: "string" } } });
  await serve(Number(values.port));
  const query = values.rpc ? `?rpc=${encodeURIComponent(values.rpc)}` : "";
  console.log(`the page is at http://127.0.0.1:${values.port}/${query}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: NodeJS.ErrnoException) => {
    console.error(error.code === "EADDRINUSE" ? "the port is in use: name another with --port" : error.message);
    process.exit(1);
  });
}
