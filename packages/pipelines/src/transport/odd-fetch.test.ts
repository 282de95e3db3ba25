import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { setUp } from "../testing/client.ts";
import { opened } from "../testing/events.ts";
import { createFetchTransport } from "./fetch.ts";

/** Sends an event with an implementation of `fetch`, and counts the requests. */
const send = async (answer: () => unknown) => {
  let requests = 0;
  const transport = createFetchTransport(async () => {
    requests += 1;
    return answer() as Response;
  });
  const { client, clock } = setUp(undefined, { transport });
  const outcome = client.track(opened(1));
  await clock.advance(100);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  const closing = client.close({ timeoutMs: 0 });
  const { status, ...more } = await outcome;
  await closing;
  return [status, requests, "reason" in more ? more.reason : ""] as const;
};

const readFirst = async (status: number): Promise<Response> => {
  const response = new Response("words", { status });
  await response.text();
  return response;
};
const lockFirst = (status: number): Response => {
  const response = new Response("words", { status });
  response.body?.getReader();
  return response;
};
// `fetch` of some libraries has bodies that are streams of Node.
const withNodeStream = (status: number) => ({
  ok: status < 300,
  status,
  headers: new Headers(),
  body: Readable.from(["words"]),
});

describe("the status of an answer counts, whatever its body and headers are:", () => {
  const kinds: readonly (readonly [string, (status: number) => unknown])[] = [
    ["a body that the caller's fetch has read", readFirst],
    ["a body that something else reads", lockFirst],
    ["a body of another kind", withNodeStream],
    ["a test double without headers and body", (status) => ({ ok: status < 300, status, json: async () => ({}) })],
    ["a test double whose headers are an object", (status) => ({ ok: status < 300, status, headers: { date: "" } })],
    ["a test double with a status alone", (status) => ({ status })],
    [
      "a body that fails",
      (status) => new Response(new ReadableStream({ pull: () => Promise.reject(Error()) }), { status }),
    ],
  ];

  it.each(kinds)("%s", async (_, answer) => {
    // A retry would deliver the event twice, or send a refused key again until the deadline.
    expect(await send(() => answer(200))).toEqual(["delivered", 1, ""]);
    expect((await send(() => answer(400))).slice(0, 2)).toEqual(["rejected", 1]);
    expect(await send(() => answer(401))).toEqual(["undelivered", 1, expect.stringContaining("the write key")]);
    expect(await send(() => answer(503))).toEqual(["undelivered", 1, expect.stringContaining("may have arrived")]);
  });
});

it.each([
  ["an answer that stands for a network error", () => Response.error()],
  ["an answer without a status", () => ({})],
])("%s is a transient failure with a cause", async (_, answer) => {
  const causes: string[] = [];
  const transport = createFetchTransport(async () => answer() as Response);
  const { client, clock } = setUp(undefined, { transport, onRetry: ({ cause }) => causes.push(cause) });
  const outcome = client.track(opened(1));
  await clock.advance(100);
  await new Promise((resolve) => void setImmediate(resolve));
  await client.close({ timeoutMs: 0 });
  expect(await outcome).toMatchObject({ status: "undelivered", reason: expect.stringContaining("may have arrived") });
  expect(causes).toEqual(["no answer"]);
});
