import { expect, it } from "vitest";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { createQueueStreams } from "../streams/create-streams.ts";
import { natsServer, withoutNatsServer } from "../testing/broker.ts";
import { startBrokers } from "../testing/start-brokers.ts";
import { rejectOf } from "../testing/test-queues.ts";
import { readStream } from "../streams/read-info.ts";
import { toNames } from "../wire/names.ts";
import { publishRejects } from "./publish-rejects.ts";

it.skipIf(natsServer === undefined)(
  `many events are set aside a few hundred at a time, so that each is confirmed in time${withoutNatsServer}`,
  async () => {
    const { servers, stop } = await startBrokers();
    try {
      await createQueueStreams({ servers, replicas: 1, maxBytes: 10_000_000 });
      const connection = await openConnection({ servers });
      let [inFlight, most] = [0, 0];
      const ask: Connection["ask"] = async (work) => {
        most = Math.max(most, (inFlight += 1));
        return connection.ask(work).finally(() => (inFlight -= 1));
      };
      const rejects = Array.from({ length: 1_001 }, (_, index) => rejectOf(`${index}`, "x"));
      await publishRejects({ ...connection, ask }, toNames(), "webhook", rejects, { partition: 0, receivedAt: 0 });
      expect(most).toBe(500);
      expect((await readStream(connection, toNames().rejects))?.state.messages).toBe(1_001);
      await connection.close();
    } finally {
      await stop();
    }
  },
);
