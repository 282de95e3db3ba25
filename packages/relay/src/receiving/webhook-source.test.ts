import { once } from "node:events";
import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { listen } from "./listen.ts";
import { openWebhookSource } from "./webhook-source.ts";

/** Opens a webhook whose queue fails with an error that nobody expects. */
const open = async (requestTimeoutMs = 25_000) => {
  const clock = createManualClock();
  const notes: string[] = [];
  const status = createRunStatus({ note: (text) => void notes.push(text), trouble: () => undefined }, clock);
  const { queue, before } = createMemoryQueue();
  before(() => Promise.reject(new TypeError("a defect")));
  const [stop, abandon] = [new AbortController(), new AbortController()];
  const settings = { host: "127.0.0.1", port: 0 };
  const source = await openWebhookSource({
    settings,
    listener: await listen({ ...settings, requestTimeoutMs }, "--webhook-listen"),
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
  return { clock, url, post, isWell, refusals, counted: status.refusals };
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

const head = "POST / HTTP/1.1\r\nHost: a\r\n";

it.each([
  [400, "the first bytes of TLS", Buffer.from("16030100a1010000", "hex"), "it isn't valid HTTP; TLS needs a proxy"],
  [400, "an invalid head", "POST / HTTP/1.1\r\n:\r\n\r\n", "it isn't valid HTTP"],
  [431, "a head that is too large", `${head}X: ${"x".repeat(20_000)}\r\n\r\n`, "its headers are too large"],
  [408, "half of a head", head, "it didn't arrive in time"],
  [408, "half of a body", `${head}X-Webhook-Secret: secret\r\nContent-Length: 9\r\n\r\n{`, "it didn't arrive in time"],
])("a webhook counts a %i that Node answers by itself to %s", async (status, _, bytes, why) => {
  const { url, refusals, counted } = await open(100);
  const socket = connect(Number(new URL(url).port), "127.0.0.1").resume();
  socket.write(bytes);
  await once(socket, "close");
  expect(counted()).toEqual({ [`HTTP ${status}`]: 1 });
  expect(refusals()).toEqual([expect.stringContaining(`refused with HTTP ${status} (${why}`)]);
});

it("a webhook tells a connection that ends early from what isn't HTTP, and names the first of both", async () => {
  const { url, refusals, counted } = await open();
  const half = `${head}X-Webhook-Secret: secret\r\nContent-Length: 9\r\n\r\n{`;
  for (const bytes of [half, half, Buffer.from("16030100a1010000", "hex")]) {
    const socket = connect(Number(new URL(url).port), "127.0.0.1").resume();
    socket.end(bytes);
    await once(socket, "close");
  }
  expect(counted()).toEqual({ "HTTP 400": 3 });
  expect(refusals()).toEqual([
    "webhook: a request is refused with HTTP 400 (its connection ended before it was complete); further ones are only counted",
    "webhook: a request is refused with HTTP 400 (it isn't valid HTTP; TLS needs a proxy in front of the webhook); further ones are only counted",
  ]);
});

it("a webhook doesn't count connections that are closed before a request", async () => {
  const { url, counted } = await open();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.resetAndDestroy();
  await fetch(url).then((answer) => answer.text());
  expect(counted()).toEqual({ "HTTP 405": 1 });
});

it("a webhook counts a request once whose sender reads the refusal and ends", async () => {
  const { url, refusals, counted } = await open();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`${head}X-Webhook-Secret: old\r\nContent-Length: 9\r\n\r\n{`);
  socket.once("data", () => socket.end());
  await once(socket, "close");
  expect(counted()).toEqual({ "HTTP 401": 1 });
  expect(refusals()).toHaveLength(1);
});
