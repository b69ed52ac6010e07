// Functions that are handed to a page run there.
/// <reference lib="dom" />

import { accessSync, constants } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";

/** As few of its own habits as can be: it must ask for nothing but what the page asks for. */
const ARGUMENTS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Starts Chromium: that of the environment, or of the system. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  try {
    accessSync(executablePath, constants.X_OK);
  } catch {
    throw new Error(`${executablePath} is missing: install Chromium, or set CHROMIUM to where it is`);
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** What a page did that it must not do. */
export interface Misconduct {
  readonly errors: string[];
  /** Addresses that are not those of the page and its node. */
  readonly requests: string[];
}

/** Opens an empty page, and writes down what it does wrong from then on. */
export async function watchedPage(
  browser: Browser,
  origins: readonly string[],
): Promise<{ page: Page; wrong: Misconduct }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const wrong: Misconduct = { errors: [], requests: [] };
  const isOurs = (address: string) => address.startsWith("blob:") || origins.includes(new URL(address).origin);
  page.on("pageerror", (error) => wrong.errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.errors.push(message.text()));
  page.on("request", (request) => isOurs(request.url()) || wrong.requests.push(request.url()));
  page.on("websocket", (socket) => isOurs(socket.url()) || wrong.requests.push(socket.url()));
  page.on("dialog", (dialog) => {
    wrong.errors.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, wrong };
}

/** Drops a file on a page. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ({ name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
      for (const type of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    },
    { name, bytes: [...bytes] },
  );
}
