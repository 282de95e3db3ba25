import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Destination } from "../destination/destination.ts";
import { createNotices } from "./notices.ts";
import { createTerminal } from "../terminal.ts";

const start = (interrupt?: AbortSignal, deadlineMs = 600_000) => {
  const stderr = new PassThrough({ encoding: "utf8" });
  const { messages } = createTerminal({ stdout: new PassThrough(), stderr });
  const notices = createNotices(interrupt === undefined ? { messages } : { messages, interrupt }, deadlineMs);
  return { notices, read: () => String(stderr.read() ?? "") };
};
const holding = (count: number, trouble?: string): Destination => ({
  sendChunks: async function* () {},
  inFlight: () => count,
  trouble: () => trouble,
  stopped: () => undefined,
  close: async () => undefined,
});

describe("notices of trouble", () => {
  it("come once a cause, and say for how long it is tried", () => {
    const { notices, read } = start(undefined, 8_000);
    for (const cause of ["HTTP 503", "HTTP 503", "HTTP 429", "HTTP 503"]) notices.onTrouble(cause);
    expect(read()).toBe(
      "The destination has trouble (HTTP 503); trying again for up to 8 s.\n" +
        "The destination has trouble (HTTP 429); trying again for up to 8 s.\n",
    );
  });

  it.each([
    [90_000, "90 s"],
    [120_000, "2 minutes"],
    [150_000, "150 s"],
    [600_000, "10 minutes"],
  ])("say %d ms as %s", (deadlineMs, duration) => {
    const { notices, read } = start(undefined, deadlineMs);
    notices.onTrouble("HTTP 503");
    expect(read()).toContain(`trying again for up to ${duration}.`);
  });

  it("are five at most", () => {
    const { notices, read } = start();
    for (let n = 0; n < 100; n += 1) notices.onTrouble(`no answer within ${n} ms`);
    expect(read().trimEnd().split("\n")).toHaveLength(5);
  });

  it("say what to look at where the host isn't known, which a mistyped name has too", () => {
    const { notices, read } = start();
    notices.onTrouble("network error ENOTFOUND");
    expect(read()).toContain("(network error ENOTFOUND; check the host name in --to); trying again");
  });
});

describe("a notice on a terminal", () => {
  it("takes the line of progress away", () => {
    const stderr = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true });
    createNotices(createTerminal({ stdout: new PassThrough(), stderr }), 8_000).onTrouble("HTTP 503");
    expect(String(stderr.read()).startsWith("\r\u001B[KThe destination has trouble")).toBe(true);
  });
});

describe("the notice of an interrupted run", () => {
  it("comes at once during an outage, and once", () => {
    const interruption = new AbortController();
    const { notices, read } = start(interruption.signal);
    notices.watch(holding(1_234, "HTTP 503"));
    interruption.abort();
    notices.onTrouble("HTTP 503");
    expect(read().split("\n")[0]).toBe(
      "Waiting for 1,234 events in flight; destination: HTTP 503; press Ctrl-C again to stop.",
    );
    notices.onTrouble("HTTP 503");
    notices.end();
    expect(read()).toBe("");
  });

  it("comes as soon as there is an outage", () => {
    const interruption = new AbortController();
    const { notices, read } = start(interruption.signal);
    notices.watch(holding(1));
    interruption.abort();
    expect(read()).toBe("");
    notices.onTrouble("HTTP 502");
    notices.end();
    expect(read()).toContain("Waiting for 1 event in flight; destination: HTTP 502;");
  });

  it("comes after a second where nothing is answered", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const interruption = new AbortController();
    const { notices, read } = start(interruption.signal);
    notices.watch(holding(5));
    interruption.abort();
    vi.advanceTimersByTime(999);
    expect(read()).toBe("");
    vi.advanceTimersByTime(1);
    notices.end();
    expect(read()).toBe("Waiting for 5 events in flight; destination: no answer yet; press Ctrl-C again to stop.\n");
  });

  it("doesn't come where nothing is in flight", () => {
    const interruption = new AbortController();
    const { notices, read } = start(interruption.signal);
    notices.watch(holding(0, "HTTP 503"));
    interruption.abort();
    notices.end();
    expect(read()).toBe("");
  });
});
