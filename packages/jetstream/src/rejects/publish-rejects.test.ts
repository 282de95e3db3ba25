import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import { createQueueStreams } from "../streams/create-streams.ts";
import { readStream } from "../streams/read-info.ts";
import { natsServer, withoutNatsServer } from "../testing/broker.ts";
import { type Brokers, startBrokers } from "../testing/start-brokers.ts";
import { rejectOf } from "../testing/test-queues.ts";
import { toNames } from "../wire/names.ts";
import { publishRejects } from "./publish-rejects.ts";

describe.skipIf(natsServer === undefined)(`events that are set aside together${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let connection: Connection;
  const origin = { partition: 0, receivedAt: 0 };
  const rejectsOf = (count: number) => new Set(Array.from({ length: count }, (_, index) => rejectOf(`${index}`, "x")));
  /** Makes the streams of a prefix; returns its names, and what counts the rejects. */
  const createQueue = async (stream: string) => {
    await createQueueStreams({ servers: brokers.servers, stream, replicas: 1, maxBytes: 10_000_000 });
    const names = toNames(stream);
    return { names, stored: async () => (await readStream(connection, names.rejects))?.state.messages };
  };

  beforeAll(async () => {
    brokers = await startBrokers();
    connection = await openConnection({ servers: brokers.servers });
  });
  afterAll(async () => {
    await connection.close();
    await brokers.stop();
  });

  it("are published a few hundred at a time, so that each is confirmed in time", async () => {
    const { names, stored } = await createQueue("many");
    let [inFlight, most] = [0, 0];
    const ask: Connection["ask"] = async (work) => {
      most = Math.max(most, (inFlight += 1));
      return connection.ask(work).finally(() => (inFlight -= 1));
    };
    const left = rejectsOf(1_001);
    await publishRejects({ ...connection, ask }, names, "webhook", left, origin);
    expect([most, left.size, await stored()]).toEqual([500, 0, 1_001]);
  });

  it("are tried again without those that are kept, since a cluster keeps copies", async () => {
    const { names, stored } = await createQueue("again");
    let asked = 0;
    const ask: Connection["ask"] = async (work) => {
      if ((asked += 1) % 3 === 0) throw new QueueError("unavailable", "No leader.");
      return connection.ask(work);
    };
    const inCluster = { ...connection, isClustered: () => true };
    const left = rejectsOf(10);
    await expect(publishRejects({ ...inCluster, ask }, names, "webhook", left, origin)).rejects.toThrow("No leader.");
    expect([left.size, await stored()]).toEqual([3, 7]);
    await publishRejects(inCluster, names, "webhook", left, origin);
    expect([left.size, await stored()]).toEqual([0, 10]);
    await publishRejects(inCluster, names, "webhook", rejectsOf(1), origin);
    expect(await stored()).toBe(11);
  });

  it("have room for several of the largest in a small queue", async () => {
    const { names, stored } = await createQueue("large");
    const largest = "x".repeat(1_000_000);
    const left = new Set(["a", "b", "c"].map((id) => rejectOf(id, largest)));
    await publishRejects(connection, names, "webhook", left, origin);
    expect([left.size, await stored()]).toEqual([0, 3]);
  });
});
