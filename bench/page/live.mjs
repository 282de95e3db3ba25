import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { median, percentile } from "../percentile.mjs";
import { openPage } from "./browser.mjs";

/** Notes of each call how long after it was answered, and how long after it was sent, it is in the list. */
const watchCalls = `
  globalThis.delays = [];
  const seen = new Set();
  const list = document.querySelector("ol.calls");
  const note = () => {
    const now = Date.now();
    for (const row of list.children) {
      const [, index, sent] = /(\\d+)-(\\d{13})/.exec(row.textContent) ?? [];
      if (index === undefined || seen.has(index)) continue;
      seen.add(index);
      const answered = Date.parse(row.querySelector("time").dateTime);
      globalThis.delays.push([now - answered, now - Number(sent)]);
    }
  };
  new MutationObserver(note).observe(list, { childList: true });
  undefined;
`;

const residentMegabytes = (pid) => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1_000;
};

/** The page's memory after a collection of garbage, in MB. */
const createHeap = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
  };
};

const countsOf = async (page) => {
  const text = await page.getByRole("status").innerText();
  const numbers = [...text.matchAll(/([\d,]+) (accepted|dropped|rejected|failed)/g)];
  return numbers.reduce((sum, [, count]) => sum + Number(count.replaceAll(",", "")), 0);
};

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Programs that have just started compile their code first, and the list isn't full yet. */
const warmUpSeconds = 10;

/** Watches `perSecond` calls a second for some seconds in Live, after a warm-up. */
export const measureLive = async ({ pid, url }, { perSecond, seconds }) => {
  const { browser, longTasks, page, said } = await openPage(url);
  try {
    await page.getByRole("tab", { name: "Live" }).click();
    await page.evaluate(watchCalls);
    const heap = await createHeap(page);
    const sender = fork(
      new URL("./live-sender.mjs", import.meta.url),
      [url, perSecond, warmUpSeconds + seconds].map(String),
    );
    const ended = once(sender, "message");
    await wait(warmUpSeconds);
    // Memory has to be flat from here on. The page stands still while its garbage is collected, so that comes before the rest.
    const early = { heap: await heap(), server: residentMegabytes(pid) };
    await wait(0.5);
    await longTasks();
    await page.evaluate("globalThis.delays.length = 0");
    const [{ sent, seconds: took }] = await ended;
    await page.getByRole("status").getByText("accepted").waitFor();
    await wait(2);
    const tasks = await longTasks();
    const late = { heap: await heap(), server: residentMegabytes(pid) };
    const delays = await page.evaluate("globalThis.delays");
    const [fromAnswered, fromSent] = [0, 1].map((at) => {
      const values = delays.map((pair) => pair[at]);
      return { median: median(values), p99: percentile(values, 0.99), most: Math.max(...values) };
    });
    return {
      rate: sent / took,
      sent,
      counted: await countsOf(page),
      fromAnswered,
      fromSent,
      shown: delays.length,
      early,
      late,
      tasks,
      said,
    };
  } finally {
    await browser.close();
  }
};
