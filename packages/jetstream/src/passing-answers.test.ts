import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, openConnection } from "./connection/open-connection.ts";
import { createOffsets } from "./offsets/create-offsets.ts";
import { publishBatch } from "./publish.ts";
import { readConsumer, readStream, requireStream } from "./streams/read-info.ts";
import { type Broker, createBroker, natsServer, withoutNatsServer } from "./testing/broker.ts";
import { freePorts } from "./testing/free-ports.ts";
import { toNames } from "./wire/names.ts";

// A server answers so only for moments, so JetStream is played by a client of a broker that has none.
describe.skipIf(natsServer === undefined)(`an answer that is true only for moments${withoutNatsServer}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-"));
  const names = toNames("test");
  let broker: Broker;
  let api: NatsConnection;
  let connection: Connection;
  const answers: object[] = [];
  const unavailable = { name: "QueueError", code: "unavailable" };

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    broker = createBroker({ name: "n1", folder, port, config: "" });
    await broker.start();
    api = await connect({ servers: [broker.url] });
    for (const subject of ["$JS.API.>", `${names.prefix}.>`]) {
      api.subscribe(subject, {
        // The last answer stays.
        callback: (_error, message) => {
          message.respond(JSON.stringify(answers.length > 1 ? answers.shift() : answers[0]));
        },
      });
    }
    await api.flush();
    connection = await openConnection({ servers: [broker.url], connectTimeoutMs: 200 });
  });
  afterAll(async () => {
    await connection.close();
    await api.close();
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const answer = (...all: readonly object[]): void => void answers.splice(0, answers.length, ...all);

  it("a consumer that a server stops has no settings: it is unavailable", async () => {
    const type = "io.nats.jetstream.api.v1.consumer_info_response";
    answer({ type }, { type, config: { name: "any" } });
    await expect(readConsumer(connection, names)).rejects.toMatchObject(unavailable);
    expect(await readConsumer(connection, names)).toMatchObject({ config: { name: "any" } });
  });

  it("a consumer that there is none of is nothing", async () => {
    answer({ error: { code: 404, err_code: 10014, description: "consumer not found" } });
    expect(await readConsumer(connection, names)).toBeUndefined();
  });

  describe("a broker that says there is no JetStream", () => {
    const none = { error: { code: 503, err_code: 10039, description: "JetStream not enabled for account" } };

    it("is asked again: while it reloads its configuration, that isn't true", async () => {
      answer(none, none, { config: { name: "any" }, state: {} });
      expect(await readStream(connection, names.batches)).toMatchObject({ config: { name: "any" } });
    });

    it("is believed when it goes on to say so", async () => {
      answer(none);
      await expect(readStream(connection, names.batches)).rejects.toMatchObject({
        name: "QueueError",
        code: "foreign",
      });
    });
  });

  describe("a broker that says there is no stream", () => {
    const none = { error: { code: 404, err_code: 10059, description: "stream not found" } };
    const found = { config: { name: "any" }, state: {} };

    it("is asked again where there has to be one: while its replicas change, that isn't true", async () => {
      answer(none, none, found);
      expect(await readConsumer(connection, names)).toMatchObject({ config: { name: "any" } });
      answer(none, none, found);
      expect(await requireStream(connection, names.batches)).toMatchObject({ config: { name: "any" } });
    });

    it("is believed when it goes on to say so, and at once where there may be none", async () => {
      answer(none);
      await expect(readConsumer(connection, names)).rejects.toMatchObject({ name: "QueueError", code: "foreign" });
      const message = expect.stringMatching(/^The stream TEST doesn't exist: create it/);
      await expect(requireStream(connection, names.batches)).rejects.toMatchObject({ code: "foreign", message });
      answer(none, found);
      expect(await readStream(connection, names.batches)).toBeUndefined();
    });
  });

  it("an offset that a server still stores is unavailable: no other process has taken it over", async () => {
    const place = { source: "airship", partition: 0, partitions: 1 };
    const offsets = createOffsets(connection, names, "own");
    const stored = (seq: number, record: object): object => ({
      message: {
        seq,
        subject: "test.offset.airship.0",
        data: btoa(JSON.stringify(record)),
        time: "2026-01-01T00:00:00Z",
      },
    });
    const source = stored(1, { partitions: 1 });
    const inProcess = { error: { code: 400, err_code: 10164, description: "wrong last sequence" } };
    const written = (seq: number): object => ({ stream: names.offsets, seq });
    answer(source, stored(5, { holder: "other", offset: "7" }), inProcess, stored(5, { holder: "other", offset: "7" }));
    await expect(offsets.claim(place)).rejects.toMatchObject(unavailable);
    answer(source, stored(5, { holder: "other", offset: "7" }), written(6));
    expect(await offsets.claim(place)).toBe("7");
    answer(inProcess, stored(6, { holder: "own", offset: "7" }));
    await expect(offsets.put(place, "8")).rejects.toMatchObject(unavailable);
    answer(inProcess, stored(7, { holder: "own", offset: "8" }), written(8));
    await offsets.put(place, "8");
  });

  it("a message without a number isn't stored yet: it is unavailable", async () => {
    const batch = { source: "a", partition: 0, lines: [new Uint8Array([49])], receivedAt: 0, attempt: 1, id: "1" };
    answer({ stream: names.batches, seq: 0, duplicate: true }, { stream: names.batches, seq: 7, duplicate: true });
    await expect(publishBatch(connection, names, batch)).rejects.toMatchObject(unavailable);
    await publishBatch(connection, names, batch);
  });
});
