import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { launchChromium } from "../../scripts/shared/chromium.mjs";

/** Starts `serve` as a user does, in a process of its own. */
export const startServe = async () => {
  const cli = new URL("../../packages/sandbox/dist/cli.js", import.meta.url).pathname;
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout), "line");
  const [url] = /http:\/\/[\d.:]+/.exec(line);
  return { url, pid: child.pid, end: () => child.kill("SIGINT") };
};

/** Notes tasks of the page that take more than 50 ms. */
const watchTasks = `
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(Math.round(duration));
  }).observe({ type: "longtask", buffered: true });
`;

/** Opens a page at an address, and waits until its editor is there. */
export const openPage = async (url) => {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.addInitScript(watchTasks);
  await page.goto(url);
  await page.locator(".cm-content").waitFor();
  return {
    browser,
    page,
    said,
    /** Returns the tasks over 50 ms since the last call, in ms. */
    longTasks: () => page.evaluate("globalThis.longTasks.splice(0)"),
  };
};
