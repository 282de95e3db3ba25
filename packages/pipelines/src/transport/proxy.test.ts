import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ConfigError, createPipelinesClient } from "../index.ts";
import { startLoopback } from "../testing/loopback.ts";
import { outcomeOf } from "../testing/outcome-of.ts";
import { createNodeTransport } from "./node-http.ts";
import { proxyFor, proxyHeaders } from "./proxy.ts";

const api = new URL("https://cdp.customer.io/v1/batch");
const post = (env: Record<string, string>, url: string) => {
  const { signal } = new AbortController();
  const transport = createNodeTransport(env);
  const sent = transport.send({
    url: new URL(url),
    headers: { authorization: "Basic a2V5Og==" },
    body: new TextEncoder().encode("{}"),
    signal,
  });
  return outcomeOf(sent).finally(() => transport.close?.());
};

/** The first byte of a TLS connection. */
const tlsHandshake = 22;

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

describe("proxyFor", () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: "http://proxy:8080" }, "http://proxy:8080/"],
    [{ https_proxy: "proxy:8080" }, "http://proxy:8080/"],
    [{ https_proxy: "http://lower:1", HTTPS_PROXY: "http://upper:1" }, "http://lower:1/"],
    [{ HTTP_PROXY: "http://proxy:8080" }, undefined],
    [{ ALL_PROXY: "http://proxy:8080" }, "http://proxy:8080/"],
    [{ ALL_PROXY: "http://proxy:8080", NO_PROXY: "*" }, undefined],
    [{ ALL_PROXY: "http://proxy:8080", NO_PROXY: "example.com, customer.io" }, undefined],
    [{ ALL_PROXY: "http://proxy:8080", no_proxy: ".customer.io:443" }, undefined],
    [{ ALL_PROXY: "http://proxy:8080", no_proxy: "customer.io:8443" }, "http://proxy:8080/"],
    [{ ALL_PROXY: "http://proxy:8080", no_proxy: "tomer.io" }, "http://proxy:8080/"],
  ])("for %j is %s", (env, proxy) => {
    expect(proxyFor(api, env)?.href).toBe(proxy);
  });

  it.each(["http://[nonsense", "socks5://proxy:1080", "://"])("throws if it is %s", async (address) => {
    expect(() => proxyFor(api, { ALL_PROXY: address })).toThrow("isn't the URL of an HTTP proxy");
    expect(await post({ ALL_PROXY: address }, "https://pipelines.test/v1/batch")).toMatchObject({
      status: "retryable",
      cause: "network error PROXY_ADDRESS",
    });
  });

  it.each(["http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/"])("is none for %s", (url) => {
    expect(proxyFor(new URL(url), { ALL_PROXY: "http://proxy:8080" })).toBeUndefined();
  });
});

describe("a client with an invalid proxy variable", () => {
  const addresses = [
    "socks5://user:secret@proxy:1080",
    "socks5h://proxy:1080",
    "ftp://proxy",
    "http://[nonsense",
    "://",
    "http://",
    "http://proxy:99999",
    "two words",
    "http://http://proxy:8080",
    "https//proxy:8080",
    "http://proxy:8080/wpad.dat?secret",
    "file:///etc/proxy",
  ];
  const make = (env: Readonly<Record<string, string>>, options: object = {}) => {
    for (const name of ["https_proxy", "http_proxy", "all_proxy", "no_proxy"]) {
      for (const one of [name, name.toUpperCase()]) vi.stubEnv(one, env[one]);
    }
    onTestFinished(() => void vi.unstubAllEnvs());
    return () => createPipelinesClient({ writeKey: "key", ...options });
  };

  it.each(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])(
    "isn't created, and the error names %s without its value",
    (name) => {
      for (const address of addresses) {
        const create = make({ [name]: address });
        expect(create).toThrow(ConfigError);
        const message = `The variable ${name} isn't the URL of an HTTP proxy: set it to http://host:port, or unset it.`;
        expect(create).toThrow(expect.objectContaining({ message }));
      }
    },
  );

  it.each(["http_proxy", "HTTP_PROXY"])("isn't created for an http endpoint with %s", (name) => {
    const options = { endpoint: "http://pipelines.test", allowInsecure: true };
    expect(make({ [name]: "socks5://proxy" }, options)).toThrow(`${name} isn't the URL of an HTTP proxy`);
    expect(make({ [name]: "socks5://proxy" })).not.toThrow();
  });

  it.each([
    [{ ALL_PROXY: "socks5://proxy", NO_PROXY: "customer.io" }, {}],
    [{ ALL_PROXY: "socks5://proxy", no_proxy: "*" }, {}],
    [{ ALL_PROXY: "socks5://proxy", HTTPS_PROXY: "http://proxy:8080" }, {}],
    [{ ALL_PROXY: "socks5://proxy" }, { endpoint: "http://127.0.0.1:4010" }],
    [{ ALL_PROXY: "socks5://proxy" }, { endpoint: "http://localhost:4010" }],
    [{ ALL_PROXY: "socks5://proxy" }, { transport: { send: () => Promise.resolve({ status: "accepted" }) } }],
    [{ HTTPS_PROXY: "" }, {}],
    [{ HTTPS_PROXY: "proxy:8080" }, {}],
    [{ HTTPS_PROXY: "http://user:pass@proxy:8080/" }, {}],
    [{ HTTPS_PROXY: "https://[2001:db8::1]:8080" }, {}],
  ])("is created if the variable doesn't apply: %j %j", (env, options) => {
    expect(make(env, options)).not.toThrow();
  });

  it("isn't created with a transport of createNodeTransport either", () => {
    const transport = createNodeTransport({ ALL_PROXY: "socks5://proxy" });
    expect(make({}, { transport })).toThrow("ALL_PROXY isn't the URL of an HTTP proxy");
    expect(make({}, { transport, endpoint: "http://127.0.0.1:1" })).not.toThrow();
  });
});

describe("proxyHeaders", () => {
  it.each([
    ["me:p%40ss", "me:p@ss"],
    ["me:50%", "me:50%"],
    ["me%zz:p%40ss", "me%zz:p@ss"],
    ["me:p%40ss%", "me:p@ss%"],
    ["me:pä%", "me:pä%"],
    ["me", "me:"],
  ])("for %s are %s", (given, sent) => {
    expect(proxyHeaders(new URL(`http://${given}@proxy:8080`))).toEqual({
      "proxy-authorization": `Basic ${Buffer.from(sent).toString("base64")}`,
    });
  });
});

describe("the node:http transport behind a proxy", () => {
  it("sends the whole URL of an http server to the proxy", async () => {
    await using proxy = await startLoopback();
    const env = { HTTP_PROXY: proxy.url.replace("//", "//me:p%40ss@") };
    expect(await post(env, "http://pipelines.test/v1/batch")).toEqual({ status: "accepted" });
    expect(proxy.received[0]).toMatchObject({
      path: "http://pipelines.test/v1/batch",
      headers: { host: "pipelines.test", "proxy-authorization": `Basic ${btoa("me:p@ss")}` },
    });
  });

  it("uses TLS with an https proxy", async () => {
    // An http server would answer at once that this isn't HTTP.
    const server = createTcpServer();
    const greeted = once(server, "connection").then(async ([socket]) => {
      const [bytes] = await once(socket, "data");
      socket.destroy();
      return bytes[0];
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const env = { HTTP_PROXY: `https://127.0.0.1:${portOf(server)}` };
    expect(await post(env, "http://pipelines.test/v1/batch")).toMatchObject({ status: "retryable" });
    expect(await greeted).toBe(tlsHandshake);
    server.close();
  });

  it.each(["http://pipelines.test/v1/batch", "https://pipelines.test/v1/batch"])(
    "expects the certificate of an https proxy, and not that of the server behind it: %s",
    async (url) => {
      const names: string[] = [];
      const server = createTlsServer({
        SNICallback: (name, done) => {
          names.push(name);
          done(new Error("no certificate"));
        },
      });
      await once(server.listen(0, "localhost"), "listening");
      const outcome = await post({ ALL_PROXY: `https://localhost:${portOf(server)}` }, url);
      expect(outcome).toMatchObject({ status: "retryable" });
      expect(names).toEqual(["localhost"]);
      server.close();
    },
  );

  it("connects to a proxy with an IPv6 address", async () => {
    const server = createServer((request, response) => response.end(request.url));
    await once(server.listen(0, "::1"), "listening");
    const env = { HTTP_PROXY: `http://[::1]:${portOf(server)}` };
    expect(await post(env, "http://pipelines.test/v1/batch")).toEqual({ status: "accepted" });
    server.close();
  });

  it.each([
    ["https://pipelines.test/v1/batch", "pipelines.test:443"],
    ["https://pipelines.test:8443/v1/batch", "pipelines.test:8443"],
    ["https://[2001:db8::1]:8443/v1/batch", "[2001:db8::1]:8443"],
  ])("requests a tunnel to the server of %s", async (url, target) => {
    const server = createServer();
    const asked = once(server, "connect").then(([request, socket]) => {
      socket.end("HTTP/1.1 204 Connected\r\n\r\n");
      return [request.url, request.headers.host];
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const outcome = await post({ HTTPS_PROXY: `http://127.0.0.1:${portOf(server)}` }, url);
    // Any 2xx opens a tunnel; this one closes before TLS begins.
    expect(outcome).toEqual({ status: "retryable", cause: "network error ECONNRESET" });
    expect(await asked).toEqual([target, target]);
    server.close();
  });

  it("opens a tunnel to an https server, and doesn't send the key to the proxy", async () => {
    const asked: unknown[] = [];
    const server = createServer();
    server.on("connect", (request, socket) => {
      asked.push([request.url, request.headers.authorization, request.headers["proxy-authorization"]]);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const port = portOf(server);
    const outcome = await post({ HTTPS_PROXY: `http://me:pass@127.0.0.1:${port}` }, "https://pipelines.test/v1/batch");
    expect(outcome).toEqual({ status: "retryable", cause: "network error PROXY_502" });
    expect(asked).toEqual([["pipelines.test:443", undefined, `Basic ${btoa("me:pass")}`]]);
    server.close();
  });

  it("closes a tunnel that the proxy never opens", async () => {
    const server = createServer();
    const asked = once(server, "connect");
    await once(server.listen(0, "127.0.0.1"), "listening");
    const port = portOf(server);
    const transport = createNodeTransport({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
    const request = { url: new URL("https://pipelines.test/v1/batch"), headers: {}, body: new Uint8Array(2) };
    const outcome = outcomeOf(transport.send({ ...request, signal: new AbortController().signal }));
    const [, socket] = (await asked) as [unknown, Socket];
    const ended = once(socket.resume(), "end");
    transport.close?.();
    await ended;
    socket.destroy();
    expect(await outcome).toEqual({ status: "retryable", cause: "network error ECONNRESET" });
    server.close();
  });
});
