import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "./create-sandbox.ts";
import { isCall } from "@email-events/validator/pipelines";
import { createRecord } from "./create-record.ts";
import { isLoopbackHost } from "../http/is-loopback-host.ts";
import { sendRaw } from "../testing/raw-connection.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await createSandbox();
});
afterEach(() => sandbox.close());

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Posts in strict mode; unlike fetch, `node:http` lets a test choose the Host header. */
const post = (path: string, body: string, host?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Basic ${btoa("key:")}`,
      "x-strict-mode": "1",
      ...(host !== undefined && { host }),
    };
    const call = request(`${sandbox.url}${path}`, { method: "POST", headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    });
    call.once("error", reject);
    call.end(body);
  });

const lists = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const objects = (depth: number): string => '{"a":'.repeat(depth) + "1" + "}".repeat(depth);
const track = (properties: string): string =>
  `{"type":"track","event":"Own","userId":"ada","properties":${properties}}`;

it.each([
  ["lists in a batch", "/v1/batch", `{"batch":[${lists(240_000)}]}`, 102],
  ["a batch of lists alone", "/v1/batch", lists(249_000), 102],
  ["objects in a call of a batch", "/v1/batch", `{"batch":[${track(objects(40_000))}]}`, 102],
  ["one level too many in a call of a batch", "/v1/batch", `{"batch":[${track(objects(100))}]}`, 102],
  ["lists in a call", "/v1/track", track(`{"a":${lists(15_000)}}`), 100],
  ["one level too many", "/v1/track", track(objects(100)), 100],
])("answers 400 to %s that are nested too deep", async (_, path, body, limit) => {
  const answer = await post(path, body);
  expect(answer).toEqual({
    status: 400,
    body: JSON.stringify({ meta: { errors: [`the body must nest at most ${limit} levels deep`] } }),
  });
  expect(sandbox.received()).toMatchObject({ calls: 1, rejected: 1 });
});

it.each([
  ["alone", "/v1/track", track(objects(99))],
  ["in a batch", "/v1/batch", `{"batch":[${track(objects(99))}]}`],
])("accepts a call at the maximum depth, %s", async (_, path, body) => {
  expect(await post(path, body)).toEqual({ status: 200, body: "{}" });
});

it.each(["sandbox.example.com", "127.0.0.1.example.com", "localhost.example.com:80", "10.0.0.1", "[::2]"])(
  "refuses the Host %s, which isn't this machine's loopback",
  async (host) => {
    const answer = await post("/v1/track", track("{}"), host);
    expect(answer.status).toBe(421);
    expect(sandbox.received()).toMatchObject({ requests: 0, calls: 0 });
  },
);

it.each(["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.9:1", "[::1]:4180"])("accepts the Host %s", (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

it("keeps calls as text, in a thirtieth of the memory of parsed objects", () => {
  const record = createRecord(2);
  const calls = [1, 2, 3].map((count) => ({ event: "Own", properties: { count } }));
  record.accept(calls);
  for (const { properties } of calls) properties.count = 0;
  expect(record.events()).toEqual([2, 3].map((count) => ({ event: "Own", properties: { count } })));
});

it("keeps fewer calls if they take much memory once parsed", () => {
  const record = createRecord(1_000);
  const empty = Array.from({ length: 10_500 }, () => ({}));
  for (let count = 1; count <= 300; count += 1) record.accept([{ event: "Own", properties: { count, empty } }]);
  const counts = record.events().map(({ properties }) => isCall(properties) && properties["count"]);
  expect(counts.length).toBeGreaterThan(100);
  expect(counts.length).toBeLessThan(160);
  expect([counts[0], counts.at(-1)]).toEqual([301 - counts.length, 300]);
  expect(record.received().accepted).toBe(300);
});

it("keeps the last call, however large", () => {
  const record = createRecord(2);
  record.accept([{ event: "Own", properties: { text: "x".repeat(60_000_000) } }]);
  expect(record.events()).toHaveLength(1);
});

it("counts long event names by their beginning", () => {
  const record = createRecord(0);
  record.accept([{ event: "n".repeat(30_000) }]);
  expect(record.received().events).toEqual({ ["n".repeat(200)]: 1 });
});

const raw = (head: readonly string[], body = ""): Buffer =>
  Buffer.from(`${["POST /v1/track HTTP/1.1", "Host: 127.0.0.1", ...head].join("\r\n")}\r\n\r\n${body}`);
const portOf = ({ url }: Sandbox): number => Number(new URL(url).port);

it("answers pipelined requests", async () => {
  const call = track("{}");
  const head = [`Authorization: Basic ${btoa("key:")}`, "X-Strict-Mode: 1", `Content-Length: ${call.length}`];
  const last = raw([...head, "Connection: close"], call);
  const bytes = Buffer.concat([...Array.from({ length: 49 }, () => raw(head, call)), last]);
  const answer = await sendRaw(portOf(sandbox), { bytes, sizes: [bytes.length], ending: "wait" });
  expect(answer.text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(50);
  expect(sandbox.received()).toMatchObject({ requests: 50, accepted: 50 });
});

it.each([
  ["nothing", Buffer.alloc(0)],
  ["half a request line", Buffer.from("POST /v1/tr")],
  ["half a head", Buffer.from("POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")],
  ["less than its Content-Length", raw(["Content-Length: 9000"], "{")],
  ["chunks without an end", raw(["Transfer-Encoding: chunked"], "5\r\n{}   \r\n")],
])("closes a connection that stops after %s", async (_, bytes) => {
  const impatient = await createSandbox({ requestTimeoutMs: 50 });
  try {
    const answer = await sendRaw(portOf(impatient), { bytes, sizes: [9], ending: "wait" });
    expect(answer).toMatchObject({ isClosed: true, text: expect.stringMatching(/^$|^HTTP\/1\.1 4\d\d /) });
  } finally {
    await impatient.close();
  }
});

it.each([0, 0.5, -1, Number.NaN])("refuses %d ms as the time limit of a request", async (requestTimeoutMs) => {
  await expect(createSandbox({ requestTimeoutMs })).rejects.toThrow("requestTimeoutMs must be a whole number");
});

it("doesn't quote a header, which may contain the key of a torn line", async () => {
  const bytes = raw([
    `Authorization: Basic ${btoa("key:")}`,
    "X-Strict-Mode: 1",
    "Content-Encoding: a-key",
    "Content-Length: 0",
  ]);
  const answer = await sendRaw(portOf(sandbox), {
    bytes,
    sizes: [bytes.length],
    ending: "half-close after an answer",
  });
  expect(answer.text).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.text).not.toContain("a-key");
});
