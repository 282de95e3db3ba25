import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJetStreamQueue, type JetStreamQueueOptions } from "./create-jetstream-queue.ts";
import { toClientOptions } from "./connection/settings.ts";
import { inspectQueueStreams } from "./operating/inspect-streams.ts";
import { createQueueStreams } from "./streams/create-streams.ts";
import { natsServer, withoutNatsServer } from "./testing/broker.ts";
import { type Certificates, makeCertificates } from "./testing/certificates.ts";
import { freePorts } from "./testing/free-ports.ts";
import { type Brokers, startBrokers } from "./testing/start-brokers.ts";

/** Opens a queue that can't be opened, and returns the error: one sentence or two, without what is secret. */
const refusal = async (
  options: JetStreamQueueOptions,
): Promise<{ readonly code: string; readonly message: string }> => {
  const outcome = await createJetStreamQueue({ connectTimeoutMs: 300, ...options }).then(
    async (queue) => {
      await queue.close();
      return undefined;
    },
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: "QueueError" });
  const { code, message } = outcome as { readonly code: string; readonly message: string };
  expect(message).toMatch(/^\S.{20,}\.$/);
  expect(message).not.toMatch(/s3cret|127\.0\.0\.1|BEGIN/);
  return { code, message };
};

/** Starts a server on a free port, and resolves to the port. */
const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

describe("settings of a connection", () => {
  const servers = ["nats://127.0.0.1:1"];
  const cases: readonly (readonly [string, JetStreamQueueOptions, RegExp])[] = [
    ["no server", { servers: [] }, /At least one server is required/],
    ["a server with a user", { servers: ["nats://me:s3cret@host:4222"] }, /without user and password/],
    ["a server that is a path", { servers: ["nats://host:4222/a b"] }, /must be nats:\/\/host:port/],
    [
      "the number of a host with TLS",
      { servers: ["tls://10.0.0.1:4222"] },
      /With TLS, .* by the name in its certificate/,
    ],
    ["that of IPv6", { servers: ["tls://::1"] }, /With TLS, .* by the name in its certificate/],
    [
      "that of IPv6 in brackets",
      { servers: ["nats://[::1]:4222"], tls: {} },
      /With TLS, .* by the name in its certificate/,
    ],
    ["a prefix in capitals", { servers, stream: "Email" }, /prefix .* lowercase/],
    ["a prefix with a dot", { servers, stream: "a.b" }, /prefix .* lowercase/],
    ["a credentials file that is none", { servers, credentials: { creds: "s3cret" } }, /credentials file isn't one/],
    ["an nkey seed that is none", { servers, credentials: { nkeySeed: "s3cret" } }, /nkey seed isn't one/],
  ];
  /** What a caller in JavaScript can pass. */
  const untyped: readonly (readonly [string, unknown, RegExp])[] = [
    ["no servers", {}, /At least one server is required, as nats:/],
    ["servers that are a string", { servers: "nats://x" }, /servers must be an array of strings, each as nats:/],
    ["a server that is a number", { servers: [4222] }, /A server must be nats:\/\/host:port or tls:/],
    ["credentials without members", { servers, credentials: {} }, /credentials must be \{ user, password \}/],
    ["a user without a password", { servers, credentials: { user: "me" } }, /credentials must be \{ user, password \}/],
    ["credentials that are a string", { servers, credentials: "s3cret" }, /credentials must be \{ user, password \}/],
    ["a token that is a number", { servers, credentials: { token: 5 } }, /credentials must be \{ user, password \}/],
    ["tls that is no object", { servers, tls: true }, /tls must be an object/],
    ["a CA that is no text", { servers, tls: { ca: 5 } }, /tls must be an object; its ca, cert and key are PEM/],
    ["a time that is a text", { servers, connectTimeoutMs: "x" }, /connectTimeoutMs must be a positive number/],
    ["no time", { servers, connectTimeoutMs: 0 }, /connectTimeoutMs must be a positive number/],
    [
      "a time that is no number",
      { servers, connectTimeoutMs: Number.NaN },
      /connectTimeoutMs must be a positive number/,
    ],
    ["a prefix that is a number", { servers, stream: 5 }, /prefix .* lowercase/],
  ];
  it.each(untyped)("refuse %s", async (_what, options, message) => {
    expect(await refusal(options as JetStreamQueueOptions)).toEqual({
      code: "refused",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    "nats://127.0.0.1:99999",
    "nats://host:abc",
    ":abc",
    "nats://[::1:4222",
    "nats://h:1:2",
    "1.2.3.999:4222",
    "",
  ])("refuse the server %j", async (server) => {
    expect(await refusal({ servers: [server] })).toEqual({
      code: "refused",
      message: "A server must be nats://host:port or tls://host:port.",
    });
  });

  it.each([
    ["host", "host"],
    ["nats://host:4222/", "host:4222"],
    ["nats://[::1]:4222", "[::1]:4222"],
    ["::1", "::1"],
    ["nats://host:80", "host:80"],
  ])("take the server %s", (server, place) => {
    expect(toClientOptions({ servers: [server] }).servers).toEqual([place]);
  });

  it.each(cases)("refuse %s", async (_what, options, message) => {
    expect(await refusal(options)).toEqual({ code: "refused", message: expect.stringMatching(message) });
  });

  it("take a broker that isn't there as unavailable, once the time is over", async () => {
    const [port = 0] = await freePorts(1);
    expect(await refusal({ servers: [`127.0.0.1:${port}`] })).toMatchObject({ code: "unavailable" });
  });

  it.each([
    [300, 300],
    [60_000, 5000],
    [undefined, 5000],
  ])("with a limit of %s ms, wait for a broker that is silent for at most %s ms at a time", (limitMs, timeout) => {
    expect(toClientOptions({ servers, connectTimeoutMs: limitMs })).toMatchObject({ timeout });
  });

  it("take a broker that accepts and says nothing as unavailable, once the time is over", async () => {
    const server = createServer();
    const port = await listen(server);
    const startedAt = performance.now();
    expect(await refusal({ servers: [`127.0.0.1:${port}`] })).toEqual({
      code: "unavailable",
      message: "The broker doesn't answer: check that it runs and takes more connections.",
    });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    server.close();
  });

  it("refuse a server that isn't a broker", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const port = await listen(server);
    expect(await refusal({ servers: [`127.0.0.1:${port}`] })).toEqual({
      code: "refused",
      message: "What answers isn't a NATS broker: check the servers and their ports.",
    });
    server.close();
  });
});

describe.skipIf(natsServer === undefined)(`a broker with users${withoutNatsServer}`, () => {
  let brokers: Brokers;
  const users = `accounts {
    A { jetstream: enabled, users: [
      { user: a, password: s3cret },
      { user: idle, password: s3cret, permissions: { publish: { deny: "$JS.API.CONSUMER.MSG.NEXT.>" } } },
      { user: reader, password: s3cret, permissions: { publish: ["$JS.API.STREAM.INFO.>", "$JS.API.INFO"] } } ] }
    B { users: [{ user: b, password: s3cret }] } }`;
  const as = (user: string, password = "s3cret") => ({ servers: brokers.servers, credentials: { user, password } });

  beforeAll(async () => {
    brokers = await startBrokers({ config: users });
  });
  afterAll(() => brokers.stop());

  it("refuses wrong credentials and none, without a retry", async () => {
    const message = expect.stringMatching(/^The broker refuses the credentials: check the user/);
    expect(await refusal({ ...as("a", "wrong"), connectTimeoutMs: 60_000 })).toEqual({ code: "refused", message });
    expect(await refusal({ servers: brokers.servers, connectTimeoutMs: 60_000 })).toEqual({ code: "refused", message });
    expect(await refusal({ ...as("a"), credentials: { token: "s3cret" } })).toEqual({ code: "refused", message });
  });

  it("says that an account has no JetStream, and that streams are missing", async () => {
    expect(await refusal(as("b"))).toMatchObject({ message: expect.stringMatching(/JetStream/) });
    expect(await refusal(as("a"))).toEqual({
      code: "foreign",
      message: "The stream EMAIL_EVENTS doesn't exist: create it with email-events queue create.",
    });
    await expect(inspectQueueStreams({ ...as("a"), connectTimeoutMs: 300 })).rejects.toMatchObject({ code: "foreign" });
  });

  it("creates streams once, names what differs, and changes nothing", async () => {
    const options = { ...as("a"), stream: "mine", replicas: 1, maxBytes: 1_000_000 };
    const names = ["MINE", "MINE_OFFSETS", "MINE_REJECTS"];
    expect(await createQueueStreams(options)).toMatchObject({ created: names, existing: [], differences: [] });
    expect(await createQueueStreams(options)).toMatchObject({ created: [], existing: names, differences: [] });
    expect(await createQueueStreams({ ...options, maxBytes: 50_000_000 })).toMatchObject({
      existing: names,
      differences: [
        { of: "MINE", setting: "max_bytes", expected: "50000000", found: "1000000" },
        { of: "MINE_REJECTS", setting: "max_bytes", expected: "5000000", found: "4000000" },
      ],
    });
    expect(await createQueueStreams(options)).toMatchObject({ differences: [] });
    await expect(createQueueStreams({ ...options, stream: "three", replicas: 3 })).rejects.toMatchObject({
      code: "refused",
      message: expect.stringMatching(/isn't part of a cluster/),
    });
  });

  it("refuses streams and a consumer that aren't those of a queue, and names the difference", async () => {
    const client = await connect({ servers: [...brokers.servers], user: "a", pass: "s3cret" });
    const manager = await jetstreamManager(client);
    await createQueueStreams({ ...as("a"), stream: "other", replicas: 1, maxBytes: 1_000_000 });
    await manager.streams.delete("OTHER_OFFSETS");
    await manager.streams.add({ name: "OTHER_OFFSETS", subjects: ["other.offset.*.*"] });
    const foreign = await refusal({ ...as("a"), stream: "other" });
    expect(foreign.code).toBe("foreign");
    expect(foreign.message).toContain("OTHER_OFFSETS has max_msgs_per_subject -1 in place of 1");
    await manager.streams.add({ name: "TAKEN", subjects: ["taken.>"] });
    await expect(
      createQueueStreams({ ...as("a"), stream: "taken-too", replicas: 1, maxBytes: 1 }),
    ).resolves.toMatchObject({ differences: [] });
    await manager.streams.add({ name: "CATCHER", subjects: ["caught.batch.>"] });
    await expect(createQueueStreams({ ...as("a"), stream: "caught", replicas: 1, maxBytes: 1 })).rejects.toMatchObject({
      code: "foreign",
      message: expect.stringMatching(/use another prefix/),
    });
    await client.close();
  });

  it.each([
    [{ max_deliver: 5 }, "max_deliver 5 in place of -1"],
    [{ headers_only: true }, "headers_only true in place of false"],
    [{ filter_subject: "own.batch.airship.0" }, 'filter_subject "own.batch.airship.0" in place of none'],
    [{ max_expires: 1_000_000_000 }, "max_expires 1000000000 in place of 0"],
  ])("names a consumer that is configured differently: %o", async (setting, difference) => {
    await createQueueStreams({ ...as("a"), stream: "own", replicas: 1, maxBytes: 1_000_000 });
    const client = await connect({ servers: [...brokers.servers], user: "a", pass: "s3cret" });
    const manager = await jetstreamManager(client);
    const config = {
      ack_policy: "explicit",
      ack_wait: 60_000_000_000,
      max_ack_pending: 4096,
      max_waiting: 4096,
    } as const;
    await manager.consumers.add("OWN", { durable_name: "deliver", ...config, ...setting });
    const queue = await createJetStreamQueue({ ...as("a"), stream: "own" });
    const chunks = queue.consume({ signal: new AbortController().signal, concurrency: 1 })[Symbol.asyncIterator]();
    const refused = await chunks.next().catch((error: unknown) => error);
    await manager.consumers.delete("OWN", "deliver");
    await Promise.all([client.close(), queue.close()]);
    expect(refused).toMatchObject({ code: "foreign", message: expect.stringMatching(/Delete that consumer/) });
    expect(String(refused)).toContain(difference);
  });

  it("says what a user may not do", async () => {
    await createQueueStreams({ ...as("a"), stream: "seen", replicas: 1, maxBytes: 1_000_000 });
    const queue = await createJetStreamQueue({ ...as("reader"), stream: "seen" });
    const chunk = { source: "s", partition: 0, lines: [new Uint8Array(1)], receivedAt: 0 };
    const notAllowed = { code: "refused", message: expect.stringMatching(/^The credentials don't allow this/) };
    await expect(queue.publish(chunk)).rejects.toMatchObject(notAllowed);
    await queue.close();
    const idle = await createJetStreamQueue({ ...as("idle"), stream: "seen" });
    const chunks = idle.consume({ signal: new AbortController().signal, concurrency: 1 })[Symbol.asyncIterator]();
    await expect(chunks.next()).rejects.toMatchObject(notAllowed);
    await idle.close();
  });
});

it.skipIf(natsServer === undefined)(`a broker with a small max_payload is refused${withoutNatsServer}`, async () => {
  const brokers = await startBrokers({ config: "max_payload: 1200" });
  try {
    expect(await refusal({ servers: brokers.servers })).toEqual({
      code: "foreign",
      message: expect.stringMatching(/max_payload is 1200 bytes/),
    });
  } finally {
    await brokers.stop();
  }
});

const hasOpenssl = ((): boolean => {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

const skipped = hasOpenssl ? withoutNatsServer : " (skipped: there is no openssl)";

describe.skipIf(natsServer === undefined || !hasOpenssl)(`a broker with TLS${skipped}`, () => {
  let brokers: Brokers;
  let plain: Brokers;
  let mutual: Brokers;
  let certificates: Certificates;
  let ca = "";
  let folder = "";
  const named = ({ servers }: Brokers, scheme = "nats"): readonly string[] =>
    servers.map((url) => url.replace("nats://127.0.0.1", `${scheme}://localhost`));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "certificates-"));
    certificates = makeCertificates(folder);
    ca = certificates.ca;
    brokers = await startBrokers({ config: `tls { ${certificates.brokerConfig} }` });
    plain = await startBrokers();
    mutual = await startBrokers({ config: `tls { ${certificates.mutualConfig} }` });
  });
  afterAll(async () => {
    await Promise.all([brokers.stop(), plain.stop(), mutual.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is trusted by its CA", async () => {
    const options = { servers: named(brokers), tls: { ca }, connectTimeoutMs: 5000 };
    await createQueueStreams({ ...options, replicas: 1, maxBytes: 1_000_000 });
    const queue = await createJetStreamQueue(options);
    expect(await queue.status()).toMatchObject({ isReady: true });
    await queue.close();
  });

  it("is refused without it, at once", async () => {
    const expected = { code: "refused", message: expect.stringMatching(/^TLS with the broker fails: check the CA/) };
    expect(await refusal({ servers: named(brokers), connectTimeoutMs: 60_000 })).toEqual(expected);
    const wrong = "-----BEGIN CERTIFICATE-----\ns3cret\n-----END CERTIFICATE-----";
    expect(await refusal({ servers: named(brokers), tls: { ca: wrong }, connectTimeoutMs: 60_000 })).toEqual(expected);
  });

  it("takes a client by its certificate, and says what to check without one", async () => {
    const { cert, key } = certificates;
    const options = { servers: named(mutual), tls: { ca, cert, key }, connectTimeoutMs: 5000 };
    expect((await createQueueStreams({ ...options, replicas: 1, maxBytes: 1_000_000 })).created).toHaveLength(3);
    expect(await refusal({ servers: named(mutual), tls: { ca } })).toEqual({
      code: "unavailable",
      message: expect.stringMatching(/and that it accepts this client's certificate, if it requires one\.$/),
    });
  });

  it("is required by tls:// and by certificates: a broker without is refused", async () => {
    const message = expect.stringMatching(/^The broker has no TLS/);
    const expected = { code: "refused", message };
    expect(await refusal({ servers: named(plain, "tls"), connectTimeoutMs: 60_000 })).toEqual(expected);
    expect(await refusal({ servers: named(plain), tls: { ca }, connectTimeoutMs: 60_000 })).toEqual(expected);
  });
});
