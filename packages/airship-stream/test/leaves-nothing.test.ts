import { getEventListeners, once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { connect } from "../src/connection/connect.ts";
import { createAirshipStream } from "../src/create-airship-stream.ts";
import { readSettings } from "../src/settings.ts";
import { ends, event, inTurn, lines, startServer, streams, type Answer } from "../src/testing/airship-server.ts";
import { createFakeClock } from "../src/testing/fake-clock.ts";
import { createReader } from "../src/testing/reader.ts";

const common = { appKey: "a", start: "EARLIEST" } as const;

/** Answers with a head and some bytes, and leaves the answer open. */
const opens =
  (status: number, headers: Readonly<Record<string, string>> = {}, bytes: string | Buffer = " "): Answer =>
  (response) =>
    void response.writeHead(status, headers).write(bytes);

describe("an answer that isn't the stream", () => {
  it.each<[string, Answer]>([
    ["a redirect", opens(307, { "set-cookie": "SRV=1" })],
    ["a 401", opens(401)],
    ["a page", opens(200, { "content-type": "text/html" })],
    ["another encoding", opens(200, { "content-encoding": "br" })],
    ["a long refusal", opens(403, {}, "x".repeat(5_000))],
    ["a long failure", opens(503, {}, "x".repeat(5_000))],
  ])("is closed, although the server leaves it open, and leaves neither timer nor listener: %s", async (_, answer) => {
    await using server = await startServer(inTurn(answer, streams("")));
    const clock = createFakeClock();
    const stop = new AbortController();
    const settings = readSettings({ ...common, token: async () => "t", endpoint: server.url, clock });
    const opening = await connect(settings, undefined, stop.signal);
    const socket = server.received[0]?.socket;
    if (socket?.destroyed === false) await once(socket, "close");
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(opening.status === "open" ? 1 : 0);
    stop.abort();
    expect([clock.pending, getEventListeners(stop.signal, "abort").length]).toEqual([0, 0]);
  });
});

describe("a stream that ended", () => {
  it.each<[string, Answer]>([
    [
      "damaged gzip",
      opens(200, { "content-encoding": "gzip" }, Buffer.concat([gzipSync("\n"), Buffer.from("damage")])),
    ],
    ["a refusal", opens(400, {}, "x".repeat(5_000))],
  ])("has closed its connections, and left its signal: %s", async (_, answer) => {
    await using server = await startServer(inTurn(answer, ends(lines(event(1)))));
    const { signal } = new AbortController();
    const { take, chunks } = createReader({ endpoint: server.url, signal });
    await take(1).catch(() => undefined);
    const socket = server.received[0]?.socket;
    if (socket?.destroyed === false) await once(socket, "close");
    await chunks.return?.();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has done so where onState throws", async () => {
    await using server = await startServer(streams(""));
    const { signal } = new AbortController();
    const onState = ({ status }: { readonly status: string }): void => {
      if (status === "open") throw new RangeError("mine");
    };
    const options = { ...common, token: "t", endpoint: server.url, signal, onState };
    await expect(createAirshipStream(options)[Symbol.asyncIterator]().next()).rejects.toThrow("mine");
    const socket = server.received[0]?.socket;
    if (socket?.destroyed === false) await once(socket, "close");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has never begun where it was ended before", async () => {
    const { signal } = new AbortController();
    const stream = createAirshipStream({ ...common, token: "t", endpoint: "http://127.0.0.1:1", signal });
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.return?.();
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has left a signal that it shares with one that begins after it", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const stop = new AbortController();
    const stream = createAirshipStream({ ...common, token: "t", endpoint: server.url, signal: stop.signal });
    const [first, second] = [stream[Symbol.asyncIterator](), stream[Symbol.asyncIterator]()];
    await first.next();
    await first.return?.();
    await second.next();
    await first.return?.();
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(1);
    stop.abort();
    expect(await second.next()).toEqual({ done: true, value: undefined });
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  });

  it("has left a signal that a hundred others share by one listener, some of which go on", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const stop = new AbortController();
    const stream = createAirshipStream({ ...common, token: "t", endpoint: server.url, signal: stop.signal });
    const iterators = Array.from({ length: 100 }, () => stream[Symbol.asyncIterator]());
    await Promise.all(iterators.map((one) => one.next()));
    await Promise.all(iterators.slice(10).map(async (one) => one.return?.()));
    // Node 20 warns of a leak at the eleventh listener.
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(1);
    const waiting = iterators.slice(0, 10).map((one) => one.next());
    stop.abort();
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true);
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  });
});
