import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { createAirshipStream } from "../src/create-airship-stream.ts";
import { ends, event, inTurn, lines, startServer, streams, type Answer } from "../src/testing/airship-server.ts";
import { packed } from "../src/testing/packed.ts";
import { createReader } from "../src/testing/reader.ts";

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const gzipHead = (response: ServerResponse): ServerResponse => response.writeHead(200, { "content-encoding": "gzip" });

/** Sends bytes, and goes on once they are on their way. */
const send = (response: ServerResponse, bytes: Buffer, then: () => void): void => void response.write(bytes, then);

describe("a gzip member that is cut off", () => {
  const whole = lines(event(1), event(2));
  const begun = JSON.stringify(event(3)).slice(0, 20);

  it.each<[string, string, (response: ServerResponse) => void]>([
    ["by FIN", "connection failed: ECONNRESET", (response) => void response.socket?.end()],
    ["by RST", "connection failed: ECONNRESET", (response) => void response.socket?.resetAndDestroy()],
    ["by the end of the answer", "the server ended the stream", (response) => void response.end()],
  ])(
    "%s is a broken connection: what was complete comes, and the rest from the last offset",
    async (_, reason, cut) => {
      const bytes = await packed(whole + begun);
      let read = (): void => undefined;
      const isRead = new Promise<void>((resolve) => (read = resolve));
      await using server = await startServer(
        inTurn(
          // A reset takes along what the reader's system hasn't handed over yet.
          (response) => send(gzipHead(response), bytes, () => void isRead.then(() => cut(response))),
          streams(lines(event(3))),
        ),
      );
      const { take, chunks, states } = createReader({ endpoint: server.url });
      expect(await take(2)).toEqual([event(1), event(2)]);
      const rest = take(1);
      read();
      expect(await rest).toEqual([event(3)]);
      await chunks.return?.();
      expect(server.received[1]?.body["resume_offset"]).toBe("1002");
      expect(states.filter(({ status }) => status === "waiting")).toEqual([expect.objectContaining({ reason })]);
    },
  );

  it("in the middle of a block gives what can be unpacked", async () => {
    const bytes = await packed(whole + begun);
    await using server = await startServer(
      inTurn(
        (response) => send(gzipHead(response), bytes.subarray(0, -12), () => response.socket?.end()),
        (response) => void response.end(lines(event(3))),
      ),
    );
    const { take, chunks } = createReader({ endpoint: server.url });
    const taken = await take(1);
    expect(taken).toContainEqual(event(1));
    await chunks.return?.();
  });

  it("and damaged is a broken connection as well", async () => {
    const bytes = await packed(whole);
    let read = (): void => undefined;
    const isRead = new Promise<void>((resolve) => (read = resolve));
    await using server = await startServer(
      inTurn(
        (response) => send(gzipHead(response), bytes, () => void isRead.then(() => response.write("damage".repeat(9)))),
        streams(lines(event(3))),
      ),
    );
    const { take, chunks, states } = createReader({ endpoint: server.url });
    expect(await take(2)).toEqual([event(1), event(2)]);
    read();
    expect(await take(1)).toEqual([event(3)]);
    await chunks.return?.();
    expect(states.find(({ status }) => status === "waiting")).toMatchObject({
      reason: "connection failed: Z_DATA_ERROR",
    });
  });
});

describe("a plain answer that is cut off", () => {
  it.each<[string, Answer]>([
    ["in a line, by its end", ends(lines(event(1)) + '{"id":"e-2","offset":"1002"}')],
    [
      "in a line, by FIN",
      (response) => send(response.writeHead(200), Buffer.from(`${lines(event(1))}{"id"`), () => response.socket?.end()),
    ],
    [
      "before its announced length",
      (response) =>
        send(response.writeHead(200, { "content-length": 900 }), Buffer.from(lines(event(1)) + '{"of'), () =>
          response.socket?.end(),
        ),
    ],
  ])("%s: the last line is never parsed", async (_, answer) => {
    await using server = await startServer(inTurn(answer, streams(lines(event(2)))));
    const { take, chunks } = createReader({ endpoint: server.url });
    expect(await take(2)).toEqual([event(1), event(2)]);
    await chunks.return?.();
    expect(server.received[1]?.body["resume_offset"]).toBe("1001");
  });
});

describe("what keeps a connection alive", () => {
  it("is no item; an OFFSET_UPDATE advances the offset", async () => {
    const update = { type: "OFFSET_UPDATE", offset: "2000" };
    await using server = await startServer(inTurn(ends(`\n\r\n${lines(update)} \n`), streams(lines(event(1)))));
    const { chunks } = createReader({ endpoint: server.url });
    expect(await chunks.next()).toEqual({ done: false, value: { items: [], offset: "2000" } });
    expect(await chunks.next()).toMatchObject({ value: { offset: "1001" } });
    await chunks.return?.();
    expect(server.received[1]?.body["resume_offset"]).toBe("2000");
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ["plain", {}, ["\n", "\n", "\n"], ["receiving"]],
    // Of the head of gzip, byte by byte, nothing is unpacked.
    ["the bytes of gzip", { "content-encoding": "gzip" }, ["\x1f", "\x8b", "\x08"], []],
  ])("takes part in the watch for silence: %s", async (_, headers, bytes, states) => {
    let answer: ServerResponse | undefined;
    await using server = await startServer(
      inTurn((response) => (answer = response.writeHead(200, headers)).flushHeaders(), streams(lines(event(2)))),
    );
    const reader = createReader({ endpoint: server.url, idleTimeoutMs: 1_000 });
    const taken = reader.take(1);
    await reader.reached("open");
    for (const byte of bytes) {
      reader.clock.advance(900);
      const { started } = reader.clock;
      answer?.write(byte, "latin1");
      // The byte has arrived once the watch is set anew.
      while (reader.clock.started === started) await turn();
    }
    expect(reader.states.map(({ status }) => status)).toEqual(["connecting", "open", ...states]);
    reader.clock.advance(1_000);
    expect(await taken).toEqual([event(2)]);
    expect(reader.states.find(({ status }) => status === "waiting")).toMatchObject({
      status: "waiting",
      reason: "no byte came for 1000 ms",
    });
    await reader.chunks.return?.();
  });
});

describe("the watch for silence", () => {
  it("covers the wait for the answer", async () => {
    await using server = await startServer(inTurn(() => undefined, streams(lines(event(1)))));
    const reader = createReader({ endpoint: server.url, idleTimeoutMs: 5_000 });
    const taken = reader.take(1);
    while (server.received.length === 0) await turn();
    reader.clock.advance(5_000);
    expect(await taken).toEqual([event(1)]);
    expect(reader.states[1]).toMatchObject({ reason: "no byte came for 5000 ms" });
    await reader.chunks.return?.();
  });

  it("pauses while the reader is busy and the server may not send", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const reader = createReader({ endpoint: server.url, idleTimeoutMs: 1_000 });
    await reader.take(1);
    expect(reader.clock.pending).toBe(0);
    reader.clock.advance(3_600_000);
    const taken = reader.take(1);
    await turn();
    expect(reader.clock.pending).toBe(1);
    expect(server.received).toHaveLength(1);
    await reader.chunks.return?.();
    expect(await taken).toEqual([]);
  });

  it("makes a server wait for a slow reader, who gets all in the end", async () => {
    const part = Buffer.from(lines(...Array.from({ length: 10 }, () => ({ pad: "x".repeat(100_000) }))));
    const parts = 32;
    let sent = 0;
    await using server = await startServer(async (response) => {
      response.writeHead(200);
      for (sent = 0; sent < parts; sent += 1) if (!response.write(part)) await once(response, "drain");
      response.write(lines(event(1)));
    });
    const reader = createReader({ endpoint: server.url });
    let count = (await reader.take(1)).length;
    // The buffers of both systems fill up, and then nothing moves any more.
    for (let still = 0, before = sent; still < 200; still = sent === before ? still + 1 : 0) {
      before = sent;
      await turn();
    }
    expect(sent).toBeLessThan(parts);
    reader.clock.advance(3_600_000);
    while (reader.offset() === undefined) count += (await reader.take(1)).length;
    expect([count, server.received.length]).toEqual([parts * 10 + 1, 1]);
    await reader.chunks.return?.();
  });
});

describe("the end", () => {
  it("comes by the signal without an error: while it waits for bytes, for an answer, in a pause", async () => {
    await using server = await startServer(
      inTurn(
        streams(""),
        () => undefined,
        (response) => void response.writeHead(503).end(),
      ),
    );
    for (const status of ["open", "connecting", "waiting"] as const) {
      const stop = new AbortController();
      const reader = createReader({ endpoint: server.url, signal: stop.signal, skipsPauses: false });
      const requests = server.received.length;
      const next = reader.chunks.next();
      await reader.reached(status);
      if (status === "connecting") while (server.received.length === requests) await turn();
      stop.abort();
      expect(await next).toEqual({ done: true, value: undefined });
      expect(reader.clock.pending).toBe(0);
      expect(reader.states.at(-1)).toEqual({ status: "stopped", reason: "the caller ended the stream" });
    }
  });

  it("comes by the signal while the token is asked for", async () => {
    await using server = await startServer(streams(""));
    const stop = new AbortController();
    const token = (): Promise<string> => new Promise(() => stop.abort());
    const reader = createReader({ endpoint: server.url, signal: stop.signal, token });
    expect(await reader.chunks.next()).toEqual({ done: true, value: undefined });
    expect([server.received, reader.clock.pending]).toEqual([[], 0]);
  });

  it("comes by the signal without an error while a refusal is read, which is never told", async () => {
    await using server = await startServer((response) => void response.writeHead(403).write("no"));
    const stop = new AbortController();
    const reader = createReader({ endpoint: server.url, signal: stop.signal });
    const next = reader.chunks.next();
    // Two timers: the watch for silence, and the limit of the time for a refusal's words.
    while (server.received.length === 0 || reader.clock.pending < 2) await turn();
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(reader.clock.pending).toBe(0);
    expect(reader.states.at(-1)).toMatchObject({ reason: "the caller ended the stream" });
  });

  it("comes by the signal where a state aborts it, before the token is asked for", async () => {
    const stop = new AbortController();
    const token = vi.fn<() => Promise<string>>(() => new Promise(() => undefined));
    const stream = createAirshipStream({
      appKey: "a",
      token,
      endpoint: "http://127.0.0.1:1",
      start: "LATEST",
      signal: stop.signal,
      onState: ({ status }) => status === "connecting" && stop.abort(),
    });
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
    expect(token).not.toHaveBeenCalled();
  });

  it("comes at once where the signal aborted before, without a request", async () => {
    await using server = await startServer(streams(""));
    const reader = createReader({ endpoint: server.url, signal: AbortSignal.abort() });
    expect(await reader.chunks.next()).toEqual({ done: true, value: undefined });
    expect(server.received).toEqual([]);
  });

  it("comes by the signal also where more has arrived while the reader was busy", async () => {
    const stop = new AbortController();
    let answer: ServerResponse | undefined;
    await using server = await startServer(
      (response) => void (answer = response.writeHead(200)).write(lines(event(1))),
    );
    const reader = createReader({ endpoint: server.url, signal: stop.signal });
    await reader.take(1);
    await new Promise((resolve) => answer?.write(lines(event(2)), resolve));
    for (let round = 0; round < 50; round += 1) await turn();
    stop.abort();
    expect(await reader.chunks.next()).toEqual({ done: true, value: undefined });
  });

  it("comes by return, also while a read waits, and closes the connection", async () => {
    await using server = await startServer(streams(""));
    const reader = createReader({ endpoint: server.url });
    const next = reader.chunks.next();
    await reader.reached("open");
    const socket = server.received[0]?.socket;
    await reader.chunks.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    if (socket?.destroyed === false) await once(socket, "close");
    expect(reader.clock.pending).toBe(0);
  });

  it("comes by leaving the loop, which closes the connection, and leaves nothing on the signal", async () => {
    const { signal } = new AbortController();
    await using server = await startServer(
      inTurn(ends(lines(event(1))), ends(lines(event(2))), streams(lines(event(3)))),
    );
    const reader = createReader({ endpoint: server.url, signal });
    for await (const { offset } of { [Symbol.asyncIterator]: () => reader.chunks }) if (offset === "1003") break;
    const socket = server.received[2]?.socket;
    if (socket?.destroyed === false) await once(socket, "close");
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(reader.clock.pending).toBe(0);
    expect(reader.states.at(-1)).toEqual({ status: "stopped", reason: "the caller ended the stream" });
    expect(await reader.chunks.next()).toEqual({ done: true, value: undefined });
  });

  it("comes by an error that onState throws", async () => {
    await using server = await startServer(streams(""));
    const stream = createAirshipStream({
      appKey: "a",
      token: "t",
      endpoint: server.url,
      start: "LATEST",
      onState: ({ status }) => {
        if (status === "open") throw new RangeError("mine");
      },
    });
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow("mine");
  });
});
