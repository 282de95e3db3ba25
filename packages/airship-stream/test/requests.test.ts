import http from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createAirshipStream } from "../src/create-airship-stream.ts";
import { ends, event, inTurn, lines, says, startServer, streams } from "../src/testing/airship-server.ts";
import { createReader } from "../src/testing/reader.ts";

describe("a request for the stream", () => {
  it("asks for offset updates, with the token and the app key", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const filters = [{ types: ["CUSTOM"], device_types: ["email"], latency: 500 }];
    const { take, chunks } = createReader({ endpoint: server.url, filters, partition: { count: 4, selection: 2 } });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    const [request] = server.received;
    expect(request?.path).toBe("/api/events");
    expect(request?.headers).toMatchObject({
      accept: "application/vnd.urbanairship+x-ndjson; version=3;",
      "accept-encoding": "gzip",
      authorization: "Bearer token-of-the-test",
      "content-type": "application/json",
      "x-ua-appkey": "app-key-1",
    });
    expect(request?.body).toEqual({
      start: "EARLIEST",
      filters,
      subset: { type: "PARTITION", count: 4, selection: 2 },
      enable_offset_updates: true,
    });
  });

  it("is made by what a test puts in place of node:http's function", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const request = vi.spyOn(http, "request");
    onTestFinished(() => request.mockRestore());
    const { take, chunks } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(request).toHaveBeenCalledOnce();
  });

  it("counts its length in bytes", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const filters = [{ tags: ["Grüße 💌"] }];
    const { take, chunks } = createReader({ endpoint: server.url, filters });
    await take(1);
    await chunks.return?.();
    expect(server.received[0]?.body["filters"]).toEqual(filters);
  });

  it("says resume_offset in place of start, from the first connection or from the second on", async () => {
    await using server = await startServer(inTurn(ends(lines(event(1))), streams(lines(event(2)))));
    const first = createReader({ endpoint: server.url, start: "LATEST" });
    expect(await first.take(2)).toEqual([event(1), event(2)]);
    await first.chunks.return?.();
    const second = createReader({ endpoint: server.url, resumeOffset: "0" });
    await second.take(1);
    await second.chunks.return?.();
    expect(server.received.map(({ body }) => [body["start"], body["resume_offset"]])).toEqual([
      ["LATEST", undefined],
      [undefined, "1001"],
      [undefined, "0"],
    ]);
  });

  it("starts where the first one did while no offset has come", async () => {
    await using server = await startServer(inTurn(ends("\n"), says(503), streams(lines(event(1)))));
    const { take, chunks } = createReader({ endpoint: server.url, start: "EARLIEST" });
    await take(1);
    await chunks.return?.();
    expect(server.received.map(({ body }) => body["start"])).toEqual(["EARLIEST", "EARLIEST", "EARLIEST"]);
  });

  it("goes to the compliance endpoint with app key and master secret", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const { take, chunks } = createReader({ endpoint: server.url, stream: "compliance", masterSecret: "master-1" });
    await take(1);
    await chunks.return?.();
    expect(server.received[0]?.path).toBe("/api/events/general");
    expect(server.received[0]?.headers.authorization).toBe(`Basic ${btoa("app-key-1:master-1")}`);
  });

  it("starts anew with each iteration", async () => {
    await using server = await startServer(streams(lines(event(1))));
    const options = { appKey: "a", token: "t", endpoint: server.url, resumeOffset: "7" };
    const stream = createAirshipStream(options);
    for (let round = 0; round < 2; round += 1) for await (const { offset } of stream) if (offset === "1001") break;
    expect(server.received.map(({ body }) => body["resume_offset"])).toEqual(["7", "7"]);
  });

  it("is the same for each connection, whatever becomes of the options", async () => {
    await using server = await startServer(inTurn(ends(lines(event(1))), streams(lines(event(2)))));
    const types = ["CUSTOM"];
    const partition = { count: 4, selection: 2 };
    const { take, chunks } = createReader({ endpoint: server.url, filters: [{ types }], partition });
    await take(1);
    types.pop();
    partition.count = 0;
    await take(1);
    await chunks.return?.();
    const [first, second] = server.received;
    expect(second?.body).toMatchObject({ filters: first?.body["filters"], subset: first?.body["subset"] });
    expect(first?.body["filters"]).toEqual([{ types: ["CUSTOM"] }]);
  });

  it("asks a token function before each connection", async () => {
    await using server = await startServer(inTurn(ends(lines(event(1))), streams(lines(event(2)))));
    let asked = 0;
    const { take, chunks } = createReader({ endpoint: server.url, token: async () => `token-${(asked += 1)}` });
    await take(2);
    await chunks.return?.();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });
});

describe("a redirect", () => {
  const redirect = says(307, "", { "set-cookie": ["SRV=s1; Path=/; HttpOnly", "other=b"] });

  it("is followed by the same request to the same address with the cookie, without a Location", async () => {
    await using server = await startServer(inTurn(redirect, streams(lines(event(1)))));
    const { take, chunks, states } = createReader({ endpoint: server.url });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    const [first, second] = server.received;
    expect(second?.body).toEqual(first?.body);
    expect([first?.headers.cookie, second?.headers.cookie]).toEqual([undefined, "SRV=s1; other=b"]);
    expect(second?.path).toBe("/api/events");
    expect(states.map(({ status }) => status).slice(0, 2)).toEqual(["connecting", "open"]);
  });

  it("leads nowhere else, whatever its Location says", async () => {
    await using elsewhere = await startServer(streams(""));
    await using server = await startServer(
      inTurn(says(307, "", { "set-cookie": "SRV=s1", location: elsewhere.url }), streams(lines(event(1)))),
    );
    const { take, chunks } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(elsewhere.received).toEqual([]);
  });

  it("is followed five times, and then after a pause, without the old cookies", async () => {
    await using server = await startServer((response, request, number) =>
      (number < 7 ? redirect : streams(lines(event(1))))(response, request, number),
    );
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(server.received.map(({ headers }) => headers.cookie === undefined)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(delays()).toHaveLength(1);
  });

  it("without a cookie is tried again after a pause", async () => {
    await using server = await startServer(inTurn(says(307), streams(lines(event(1)))));
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(delays()).toHaveLength(1);
  });
});

describe("the body of an answer", () => {
  const text = lines(event(1), event(2));

  it.each([
    ["plain", {}, Buffer.from(text)],
    ["identity", { "content-encoding": "identity" }, Buffer.from(text)],
    ["gzip", { "content-encoding": "gzip" }, gzipSync(text)],
    ["x-gzip", { "content-encoding": "x-gzip" }, gzipSync(text)],
    [
      "GZIP of two members",
      { "content-encoding": " GZIP" },
      Buffer.concat([gzipSync(lines(event(1))), gzipSync(lines(event(2)))]),
    ],
  ])("is read as its Content-Encoding says: %s", async (_, headers, bytes) => {
    await using server = await startServer((response) => void response.writeHead(200, headers).write(bytes));
    const { take, chunks } = createReader({ endpoint: server.url });
    expect(await take(2)).toEqual([event(1), event(2)]);
    await chunks.return?.();
  });

  it("may begin with a byte order mark: the first line's offset counts, and keep-alives stay keep-alives", async () => {
    const update = lines({ type: "OFFSET_UPDATE", offset: "900" });
    const begins = [`\ufeff${lines(event(1))}`, `\ufeff\n${lines(event(2))}`, `\ufeff${update}`];
    await using server = await startServer(inTurn(...begins.map((begin) => ends(begin)), streams(lines(event(3)))));
    const { take, chunks } = createReader({ endpoint: server.url });
    expect(await take(3)).toEqual([event(1), event(2), event(3)]);
    await chunks.return?.();
    expect(server.received.map(({ body }) => body["resume_offset"])).toEqual([undefined, "1001", "1002", "900"]);
  });

  it.each([
    ["another encoding", { "content-encoding": "br" }, /another encoding/],
    ["a page", { "content-type": "text/html; charset=utf-8" }, /a page/],
  ])("isn't read where it is %s, and asked for again", async (_, headers, reason) => {
    await using server = await startServer(inTurn(says(200, text, headers), streams(text)));
    const { take, chunks, states } = createReader({ endpoint: server.url });
    expect(await take(2)).toEqual([event(1), event(2)]);
    await chunks.return?.();
    expect(states.find(({ status }) => status === "waiting")).toMatchObject({ reason: expect.stringMatching(reason) });
  });
});
