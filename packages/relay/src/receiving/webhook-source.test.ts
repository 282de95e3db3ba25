import { expect, it, onTestFinished } from "vitest";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { openWebhookSource } from "./webhook-source.ts";

/** Opens a webhook whose queue fails with an error that nobody expects. */
const open = async () => {
  const clock = createManualClock();
  const notes: string[] = [];
  const status = createRunStatus({ note: (text) => void notes.push(text), trouble: () => undefined }, clock);
  const { queue, before } = createMemoryQueue();
  before(() => Promise.reject(new TypeError("a defect")));
  const [stop, abandon] = [new AbortController(), new AbortController()];
  const source = await openWebhookSource({
    settings: { host: "127.0.0.1", port: 0 },
    secret: "secret",
    queue,
    status,
    clock,
    signal: stop.signal,
    abandon: abandon.signal,
    onFatal: () => undefined,
  });
  onTestFinished(() => source.close?.());
  const refusals = (): readonly string[] => notes.filter((note) => note.includes("refused"));
  const url = notes.find((note) => note.includes("listening"))?.replace(/^.* /, "http://") ?? "";
  const post = (secret = "secret") =>
    fetch(url, { method: "POST", headers: { "x-webhook-secret": secret }, body: "{}" });
  const isWell = (): boolean => !status.troubles().has("webhook");
  return { clock, post, isWell, refusals, counted: status.refusals };
};

it("a webhook that failed is well again a while after its last error, also when no request comes", async () => {
  const { clock, post, isWell } = await open();
  expect((await post()).status).toBe(503);
  expect(isWell()).toBe(false);
  clock.advance(9_999);
  expect((await post()).status).toBe(503);
  clock.advance(9_999);
  expect(isWell()).toBe(false);
  clock.advance(1);
  expect(isWell()).toBe(true);
});

it("a webhook counts requests that it refuses by their status, and names the first", async () => {
  const { post, refusals, counted } = await open();
  for (const secret of ["old", "wrong", "secret"]) await post(secret);
  expect(counted()).toEqual({ "HTTP 401": 2, "HTTP 503": 1 });
  expect(refusals()).toEqual([
    "webhook: a request is refused with HTTP 401 (The secret is missing or wrong); further ones are only counted",
    "webhook: a request is refused with HTTP 503 (The events could not be stored; send them again); further ones are only counted",
  ]);
});
