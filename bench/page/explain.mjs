import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeLines } from "../path/events.mjs";
import { median } from "../percentile.mjs";
import { openPage } from "./browser.mjs";

const events = 20_000;
const fileBytes = 100_000_000;

/** Notes when a file is given, and when the count of its events is shown. */
const watchResult = `
  globalThis.shownAfterMs = new Promise((resolve) => {
    let start = 0;
    document.addEventListener("change", () => (start = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (start === 0 || document.querySelector("table caption") === null) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  undefined;
`;

const giveFile = async (url, path) => {
  const { browser, longTasks, page } = await openPage(url);
  try {
    await longTasks();
    await page.evaluate(watchResult);
    await page.getByLabel("File").setInputFiles(path);
    const ms = await page.evaluate("globalThis.shownAfterMs");
    return { ms, longest: Math.max(0, ...(await longTasks())) };
  } finally {
    await browser.close();
  }
};

/** Explains 20,000 generated events of Airship, and a file of 100 MB. Each time from a page that has explained nothing. */
export const measureExplain = async (url, folder, rounds) => {
  const text = makeLines(events, false).join("\n");
  const [few, many] = [join(folder, "few.ndjson"), join(folder, "many.ndjson")];
  writeFileSync(few, text);
  writeFileSync(many, `${text}\n`.repeat(Math.ceil(fileBytes / text.length)).slice(0, fileBytes));
  const times = [];
  for (let round = 0; round < rounds; round += 1) times.push((await giveFile(url, few)).ms);
  const large = await giveFile(url, many);
  return {
    events,
    ms: median(times),
    mostMs: Math.max(...times),
    fileMs: large.ms,
    longestTaskMs: large.longest,
  };
};
