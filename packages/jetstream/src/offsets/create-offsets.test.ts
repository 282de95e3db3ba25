import { jetstream } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueueOperator } from "../operating/open-queue-operator.ts";
import { natsServer, withoutNatsServer } from "../testing/broker.ts";
import { type Brokers, startBrokers } from "../testing/start-brokers.ts";
import { createTestQueues } from "../testing/test-queues.ts";

const place = { source: "airship", partition: 0, partitions: 2 };

describe.skipIf(natsServer === undefined)(`offsets on one broker${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let client: NatsConnection;
  const queues = createTestQueues(() => brokers);
  const { openNew, openSame, stream } = queues;
  const openOperator = () => openQueueOperator({ servers: brokers.servers, stream: stream() });

  beforeAll(async () => {
    brokers = await startBrokers();
    client = await connect({ servers: [...brokers.servers] });
  });
  afterAll(async () => {
    await queues.close();
    await client.close();
    await brokers.stop();
  });

  it("are those that were put last, of each partition", async () => {
    const queue = await openNew();
    const other = { ...place, partition: 1 };
    expect([await queue.claimOffset(place), await queue.claimOffset(other)]).toEqual([undefined, undefined]);
    await Promise.all(["1", "2", "3"].map((offset) => queue.putOffset(place, offset)));
    await queue.putOffset(other, "7");
    const next = await openSame();
    expect([await next.claimOffset(place), await next.claimOffset(other)]).toEqual(["3", "7"]);
  });

  it("must be read before one is put", async () => {
    const queue = await openNew();
    await expect(queue.putOffset(place, "1")).rejects.toThrow(TypeError);
  });

  it("are strings: another value would be read as none", async () => {
    const queue = await openNew();
    await queue.claimOffset(place);
    await queue.putOffset(place, "1");
    await expect(queue.putOffset(place, 2 as unknown as string)).rejects.toThrow(TypeError);
    expect(await (await openSame()).claimOffset(place)).toBe("1");
  });

  it("belong to the process that read them last; the one before is fenced, and told who has them", async () => {
    const first = await openNew({ holder: "one:1" });
    const second = await openSame({ holder: "two:2" });
    await first.claimOffset(place);
    await first.putOffset(place, "42");
    expect(await second.claimOffset(place)).toBe("42");
    await expect(first.putOffset(place, "43")).rejects.toMatchObject({
      code: "fenced",
      message: expect.stringMatching(
        /^two:2#[0-9a-f]{12} has taken over partition 0\/2 of airship: only one process may read it\.$/,
      ),
    });
    await second.putOffset(place, "44");
    expect(await first.claimOffset(place)).toBe("44");
  });

  it("let one of many processes through that take a place over at the same time", async () => {
    const first = await openNew();
    const all = [first, await openSame(), await openSame(), await openSame()];
    await Promise.all(all.map((queue) => queue.claimOffset(place)));
    const outcomes = await Promise.allSettled(all.map((queue, index) => queue.putOffset(place, String(index))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("go on after a confirmation that was lost", async () => {
    const queue = await openNew({ holder: "one:1" });
    await queue.claimOffset(place);
    await queue.putOffset(place, "1");
    // The broker has what the process holds, one message further.
    const subject = `${stream()}.offset.airship.0`;
    const js = jetstream(client);
    const manager = await js.jetstreamManager();
    const name = `${stream().replaceAll("-", "_").toUpperCase()}_OFFSETS`;
    const stored = await manager.streams.getMessage(name, { last_by_subj: subject });
    await js.publish(subject, stored?.data ?? "");
    await queue.putOffset(place, "2");
    expect(await queue.claimOffset(place)).toBe("2");
  });

  it("are refused under another number of partitions, with the procedure, until they are forgotten", async () => {
    const queue = await openNew();
    await queue.claimOffset(place);
    await queue.putOffset(place, "1");
    await expect(queue.claimOffset({ ...place, partitions: 3 })).rejects.toMatchObject({
      code: "foreign",
      message: expect.stringMatching(
        /^airship is divided into 2 partitions, not 3: stop all .* drain, .* email-events offset forget, and start from the earliest/,
      ),
    });
    const operator = await openOperator();
    expect(await operator.forgetOffsets("airship")).toBe(true);
    expect(await operator.forgetOffsets("airship")).toBe(false);
    await operator.close();
    await expect(queue.putOffset(place, "2")).rejects.toMatchObject({
      code: "fenced",
      message: expect.stringMatching(/was forgotten/),
    });
    expect(await queue.claimOffset({ ...place, partitions: 3 })).toBeUndefined();
  });

  it("are refused to what they don't belong to, until they are forgotten", async () => {
    const queue = await openNew();
    const own = { ...place, identity: { "app key": "a1", filters: "[]" } };
    const other = { ...own, identity: { "app key": "b2", filters: "[]" } };
    await queue.claimOffset(own);
    await queue.putOffset(own, "1");
    for (const partition of [0, 1]) {
      await expect(queue.claimOffset({ ...other, partition })).rejects.toMatchObject({
        code: "foreign",
        message: expect.stringMatching(
          /^The queue holds an offset of airship that belongs to another app key: use another/,
        ),
      });
    }
    // Who doesn't say what it is for takes what is there, and so does who says more than is known.
    expect(await queue.claimOffset(place)).toBe("1");
    expect(await queue.claimOffset({ ...own, identity: { ...own.identity, region: "eu" } })).toBe("1");
    const operator = await openOperator();
    expect(await operator.offsets()).toMatchObject([{ source: "airship", partition: 0, partitions: 2, offset: "1" }]);
    await operator.forgetOffsets("airship");
    await operator.close();
    expect(await queue.claimOffset(other)).toBeUndefined();
    await expect(queue.claimOffset(own)).rejects.toMatchObject({ code: "foreign" });
  });

  it("are divided as the first of two processes says that start at the same time", async () => {
    const first = await openNew();
    const second = await openSame();
    const outcomes = await Promise.allSettled([
      first.claimOffset({ ...place, partitions: 2 }),
      second.claimOffset({ ...place, partitions: 3 }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("are listed and set by an operator, which fences the process that reads there", async () => {
    const queue = await openNew({ holder: "one:1" });
    const sources = ["airship", "with dots. and *", ""];
    for (const source of sources) {
      await queue.claimOffset({ ...place, source });
      await queue.putOffset({ ...place, source }, "1");
    }
    const operator = await openOperator();
    await operator.setOffset(place, "0");
    const listed = await operator.offsets();
    expect(listed.map(({ source, offset }) => [source, offset])).toEqual([
      ["", "1"],
      ["airship", "0"],
      ["with dots. and *", "1"],
    ]);
    expect(listed[0]).toMatchObject({ partition: 0, partitions: 2, holder: expect.stringMatching(/^one:1#/) });
    await expect(operator.setOffset({ source: "airship", partition: 1 }, "0")).rejects.toMatchObject({
      code: "refused",
      message: "No offset of partition 1 of airship is stored.",
    });
    for (const partition of [10, 2]) await queue.claimOffset({ source: "many", partition, partitions: 12 });
    expect((await operator.offsets()).map(({ source, partition }) => `${source} ${partition}`)).toEqual([
      " 0",
      "airship 0",
      "many 2",
      "many 10",
      "with dots. and * 0",
    ]);
    await operator.close();
    await expect(queue.putOffset(place, "2")).rejects.toMatchObject({
      code: "fenced",
      message: expect.stringMatching(/^An operator has set the offset/),
    });
    expect(await queue.claimOffset(place)).toBe("0");
  });

  it("survive bytes of others", async () => {
    const queue = await openNew();
    await jetstream(client).publish(`${stream()}.offset.airship.0`, "not JSON");
    expect(await queue.claimOffset(place)).toBeUndefined();
    await queue.putOffset(place, "1");
    await jetstream(client).publish(`${stream()}.offset.airship.0`, "[]");
    await expect(queue.putOffset(place, "2")).rejects.toMatchObject({
      message: expect.stringMatching(/^an unknown program has taken over/),
    });
  });
});
