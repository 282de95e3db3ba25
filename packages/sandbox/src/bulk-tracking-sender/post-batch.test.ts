import { once } from "node:events";
import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBatch } from "./encode-batch.ts";
import { postBatch } from "./post-batch.ts";

let retryAfter = "";
const server = createServer((request, response) => {
  response.writeHead(429, { "retry-after": retryAfter }).end();
  request.resume();
});

beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => once(server.close(), "close"));

describe("Retry-After in the answer to a batch", () => {
  it.each([
    ["3", 3_000],
    ["0.5", 500],
    // More than a timer can wait would fire at once.
    ["1773042072", 2_147_483_647],
    ["Infinity", 2_147_483_647],
    ["-5", undefined],
    ["Thu, 01 Jan 2099 00:00:00 GMT", undefined],
    ["soon", undefined],
  ])("%s is waited for: %s ms", async (header, retryAfterMs) => {
    retryAfter = header;
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const batch = encodeBatch([{ type: "open" }], { framing: "list", gzip: false });
    const context = { agent: new Agent(), fault: undefined, signal: new AbortController().signal };
    expect(await postBatch({ url, headers: {} }, batch, context)).toEqual({
      status: 429,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  });
});
