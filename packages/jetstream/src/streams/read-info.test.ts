import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { type Broker, createBroker, natsServer, withoutNatsServer } from "../testing/broker.ts";
import { freePorts } from "../testing/free-ports.ts";
import { toNames } from "../wire/names.ts";
import { readConsumer } from "./read-info.ts";

// A server answers so only for moments, so the API is played by a client of a broker that has none.
describe.skipIf(natsServer === undefined)(`what a broker knows of a consumer${withoutNatsServer}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-"));
  const names = toNames("test");
  let broker: Broker;
  let api: NatsConnection;
  let connection: Connection;
  const type = "io.nats.jetstream.api.v1.consumer_info_response";
  const answers: object[] = [];

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    broker = createBroker({ name: "n1", folder, port, config: "" });
    await broker.start();
    api = await connect({ servers: [broker.url] });
    api.subscribe("$JS.API.CONSUMER.INFO.>", {
      callback: (_error, message) => void message.respond(JSON.stringify(answers.shift())),
    });
    await api.flush();
    connection = await openConnection({ servers: [broker.url] });
  });
  afterAll(async () => {
    await connection.close();
    await api.close();
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is unavailable while the server stops the consumer, and there once it has one with settings", async () => {
    answers.push({ type }, { type, config: { name: "any" } });
    await expect(readConsumer(connection, names)).rejects.toMatchObject({ name: "QueueError", code: "unavailable" });
    expect(await readConsumer(connection, names)).toMatchObject({ config: { name: "any" } });
  });

  it("is nothing when there is none", async () => {
    answers.push({ type, error: { code: 404, err_code: 10014, description: "consumer not found" } });
    expect(await readConsumer(connection, names)).toBeUndefined();
  });
});
