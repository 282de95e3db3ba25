import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { app as express } from "../recipes/express.ts";
import { app as hono } from "../recipes/hono.ts";
import { handler as lambda } from "../recipes/lambda.ts";
import { POST } from "../recipes/next.ts";
import { server as nodeHttp } from "../recipes/node-http.ts";
import { store } from "../recipes/store.ts";
import worker from "../recipes/worker.ts";
import { events, gzip } from "../src/testing/post.ts";

const servers: Server[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close() && once(server, "close"))));

/** Sends requests over a socket, to a server that is started once. */
const overHttp = (server: Server) => async (init: RequestInit) => {
  if (!servers.includes(server)) {
    servers.push(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
  }
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, init);
};

const toRequest = (init: RequestInit): Request => new Request("http://127.0.0.1/events", init);

/** Calls the function as the platform does, which hands bodies over in Base64. */
const overLambda = async (init: RequestInit): Promise<Response> => {
  const request = toRequest(init);
  const body = Buffer.from(await request.arrayBuffer()).toString("base64");
  const { statusCode, ...rest } = await lambda({
    requestContext: { http: { method: request.method } },
    headers: Object.fromEntries(request.headers),
    isBase64Encoded: true,
    ...(body !== "" && { body }),
  });
  return new Response(rest.body, { status: statusCode, headers: rest.headers });
};

const recipes: Readonly<Record<string, (init: RequestInit) => Promise<Response>>> = {
  "node-http": overHttp(nodeHttp),
  express: overHttp(createServer(express as RequestListener)),
  hono: async (init) => hono.fetch(toRequest(init)),
  next: (init) => POST(toRequest(init)),
  worker: (init) => worker.fetch(toRequest(init)),
  lambda: overLambda,
};

const authorization = `Bearer ${store.secret}`;
const json = { authorization, "content-type": "application/json" };
const list = JSON.stringify(events);

it("the recipe for lambda answers a GET with a body, of which no `Request` can be made", async () => {
  const requestContext = { http: { method: "GET" } };
  expect(await lambda({ requestContext, headers: json, body: list, isBase64Encoded: false })).toMatchObject({
    statusCode: 405,
  });
});

describe.each(Object.entries(recipes))("the recipe for %s", (_, send) => {
  beforeEach(() => void store.stored.splice(0));

  it.each([
    ["a list", { headers: json, body: list }],
    ["gzip", { headers: { ...json, "content-encoding": "gzip" }, body: gzip(list) }],
    ["a secret in a header of its own", { headers: { "x-webhook-secret": store.secret }, body: list }],
  ])("stores %s", async (_name, init) => {
    const response = await send({ method: "POST", ...init });
    expect([response.status, await response.json()]).toEqual([200, { accepted: 3, setAside: [] }]);
    expect(store.stored.map((item) => item.status === "parsed" && item.value)).toEqual(events);
  });

  it("confirms what isn't JSON", async () => {
    const response = await send({ method: "POST", headers: json, body: "not json" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ accepted: 0, setAside: [{ index: 0, status: "invalid" }] });
  });

  it("refuses a wrong secret", async () => {
    const response = await send({ method: "POST", headers: { ...json, authorization: "Bearer no" }, body: list });
    expect(response.status).toBe(401);
    expect(store.stored).toEqual([]);
  });
});
