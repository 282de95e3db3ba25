import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { hasChromium, launchChromium } from "../shared/chromium.mjs";
import { repository } from "./page-files.ts";

const run = promisify(execFile);

/** `SITE=1` builds the site, which takes ten seconds of a processor. */
const isTried = process.env["SITE"] === "1" && hasChromium;

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Serves a folder on loopback. */
const serve = async (folder: string) => {
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
    response.writeHead(existsSync(file) ? 200 : 404).end(existsSync(file) ? readFileSync(file) : "");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
};

it.runIf(isTried)(
  "the site opens in a browser, finds pages, explains an event, and makes no request to another host",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "email-events-site-"));
    await run(join(repository, "node_modules/.bin/vitepress"), ["build", "docs", "--outDir", folder], {
      cwd: repository,
    });
    const { url, close } = await serve(folder);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const foreign: string[] = [];
      const errors: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(url) && !request.url().startsWith("data:")) foreign.push(request.url());
      });
      page.on("pageerror", ({ message }) => errors.push(message));
      for (const path of ["/", "/tasks/index.html", "/events/semantic/email-opened.html", "/packages/core.html"])
        await page.goto(`${url}${path}`, { waitUntil: "networkidle" });
      await page.keyboard.press("Control+k");
      await page.fill("#localsearch-input", "deadline");
      await page.waitForSelector(".results .result");
      await page.goto(`${url}/play/`);
      await page.getByRole("textbox", { name: "Event" }).fill('{"type":"track","event":"Email Opned","userId":"ada"}');
      await page.getByRole("status").getByText("It fails at").waitFor();
      expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    } finally {
      await browser.close();
      close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
