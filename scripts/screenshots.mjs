// Renews the pictures of the sandbox's page in docs/images, from the built page in real Chromium: `pnpm screenshots`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launchChromium } from "./shared/chromium.mjs";
import { encodePng } from "./screenshots/encode-png.mjs";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const cli = fileURLToPath(new URL("../packages/sandbox/dist/cli.js", import.meta.url));
const sizes = [
  { width: 1280, height: 600 },
  { width: 360, height: 640 },
];
const schemes = ["light", "dark"];

const properties = { email_id: "spring-1", email_subject: "Books for spring" };
const opened = (userId, changes = {}) => ({ type: "track", event: "Email Opened", userId, properties, ...changes });

/** Ten calls, of which three don't arrive. */
const calls = [
  opened("ada"),
  opened("grace"),
  opened("nora", { properties: { email_subject: "Books for spring" } }),
  opened("emmy"),
  opened("sofia", { event: "Email Open" }),
  opened("hedy"),
  opened("mary", { event: "Email Delivered" }),
  opened(undefined),
  opened("joan"),
  opened("katherine"),
].map((call, index) => ({ ...call, messageId: `message-${index + 1}` }));

const explained = JSON.stringify(calls[4], undefined, 2);

const views = {
  explain: async (page) => {
    await page.getByRole("tab", { name: "Explain" }).click();
    await page.getByRole("textbox", { name: "Event" }).fill(explained);
    await page.locator(".cm-lintRange-error").waitFor();
    await page.getByRole("list", { name: "Stages" }).waitFor();
  },
  live: async (page) => {
    await page.getByRole("tab", { name: "Live" }).click();
    await page.getByRole("button", { name: /message-5.*Accepted, but/ }).waitFor();
    // The same in every picture, so that a new one differs only where the page does.
    await page.evaluate(`for (const time of document.querySelectorAll("time")) time.textContent = "07:41:12"`);
  },
};

/** Reads the pixels of a picture in a page without a policy. */
const readPixels = async (browser, picture) => {
  const page = await browser.newPage();
  const { height, pixels, width } = await page.evaluate(`(async () => {
    const answer = await fetch("data:image/png;base64,${picture.toString("base64")}");
    const bitmap = await createImageBitmap(await answer.blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const pixels = Array.from({ length: data.length / 4 }, (_, at) =>
      (data[at * 4] << 16) | (data[at * 4 + 1] << 8) | data[at * 4 + 2]);
    return { width: bitmap.width, height: bitmap.height, pixels };
  })()`);
  await page.close();
  return { height, pixels, width };
};

const send = (url) =>
  calls.reduce(async (before, call) => {
    await before;
    const headers = { authorization: `Basic ${btoa("any-key:")}` };
    await fetch(`${url}/v1/track`, { method: "POST", headers, body: JSON.stringify(call) });
  }, Promise.resolve());

const server = spawn(process.execPath, [cli, "serve", "--port", "0", "--quiet"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(createInterface(server.stdout), "line");
const [url] = /http:\/\/[\d.:]+/.exec(line);
const browser = await launchChromium("--disable-lcd-text", "--hide-scrollbars");
mkdirSync(images, { recursive: true });
try {
  await send(url);
  for (const viewport of sizes) {
    for (const colorScheme of schemes) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
      await page.goto(url);
      await page.locator(".cm-content").waitFor();
      for (const [name, show] of Object.entries(views)) {
        await show(page);
        await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
        const png = encodePng(await readPixels(browser, await page.screenshot({ caret: "hide" })));
        const file = `page-${name}-${viewport.width}-${colorScheme}.png`;
        writeFileSync(`${images}${file}`, png);
        console.log(`docs/images/${file}: ${png.length} bytes`);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  server.kill("SIGINT");
}
