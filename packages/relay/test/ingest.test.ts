import { natsServer } from "@email-events/jetstream/testing";
import { createBulkTrackingSender, generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { startBroker } from "../src/testing/start-broker.ts";
import { secrets, startIngest, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";
import { takeLines } from "../src/testing/take-all.ts";

const idsOf = (chunks: Awaited<ReturnType<typeof takeLines>>, name: string): readonly string[] =>
  chunks.flatMap(({ lines }) => lines.map((line) => String(JSON.parse(Buffer.from(line).toString())[name])));

describe.skipIf(natsServer === undefined)("email-events ingest", () => {
  it("publishes a stream in batches, and goes on behind it after a restart", async () => {
    const [stream, { nats, open }] = await Promise.all([startStream(), startBroker()]);
    const events = [...generateAirshipEvents({ seed: 3, count: 1_000 })].filter(({ type }) => type !== "OFFSET_UPDATE");
    stream.push(events.slice(0, 600));
    const argv = ["--source=airship", `--airship-url=${stream.url}`, nats];
    const queue = await open();
    const place = { source: "airship", partition: 0, partitions: 1 };
    const first = startIngest([...argv, "--airship-start=earliest"]);
    await until(() => first.err().includes("an offset is stored"), "an offset is stored");
    const one = await first.stop();
    expect([one.exitCode, one.report?.["setAside"]]).toEqual([0, 0]);

    stream.push(events.slice(600));
    const second = startIngest(argv);
    const chunks = await takeLines(queue, events.length);
    const two = await second.stop();
    expect(two.exitCode).toBe(0);
    expect(Number(one.report?.["published"]) + Number(two.report?.["published"])).toBe(events.length);
    expect(chunks.length).toBeLessThan(20);
    expect(idsOf(chunks, "id").toSorted()).toEqual(events.map(({ id }) => String(id)).toSorted());
    expect(await queue.claimOffset(place)).toBe(idsOf(chunks, "offset").toSorted().at(-1));
  });

  it("confirms events of a webhook once they are in the queue", async () => {
    const { nats, open } = await startBroker();
    const run = startIngest(["--source=webhook", "--webhook-listen=127.0.0.1:0", nats]);
    const url = await run.webhook();
    const events = [...generateBulkTrackingEvents({ seed: 3, count: 300 })];
    const sender = createBulkTrackingSender({
      url,
      events,
      headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
    });
    await expect(sender.done).resolves.toMatchObject({ confirmed: 300 });
    const chunks = await takeLines(await open(), 300);
    expect(chunks.every(({ source }) => source === "webhook")).toBe(true);
    expect(idsOf(chunks, "event_id").toSorted()).toEqual(events.map((event) => event["event_id"]).toSorted());
    expect(await run.stop()).toMatchObject({
      exitCode: 0,
      report: { received: 300, published: 300, setAside: 0, pending: 0 },
    });
  });

  it("publishes events of any form in messages that the broker takes, and sets aside those that none can hold", async () => {
    const { nats, open } = await startBroker({ config: "max_payload: 65536" });
    const run = startIngest(["--source=webhook", "--webhook-listen=127.0.0.1:0", nats]);
    const events = Array.from({ length: 300 }, (_, index) => ({ event_id: `e-${index}`, text: "x".repeat(1_000) }));
    const large = { event_id: "large", text: "x".repeat(70_000) };
    const broken = '{"event_id":"broken\n"}';
    const post = async (body: string): Promise<unknown> => {
      const headers = { "x-webhook-secret": secrets.WEBHOOK_SECRET };
      return (await fetch(await run.webhook(), { method: "POST", headers, body })).json();
    };
    expect(await post(JSON.stringify([...events.slice(0, 150), large], null, 2))).toEqual({
      accepted: 150,
      setAside: [expect.objectContaining({ index: 150, status: "invalid" })],
    });
    expect(
      await post(
        `[${events
          .slice(150)
          .map((event) => JSON.stringify(event))
          .join(",\r\n")}]`,
      ),
    ).toMatchObject({
      accepted: 150,
    });
    expect(await post(broken)).toMatchObject({ accepted: 0, setAside: [{ index: 0, status: "invalid" }] });
    const queue = await open();
    const chunks = await takeLines(queue, 300);
    expect(idsOf(chunks, "event_id").toSorted()).toEqual(events.map(({ event_id: id }) => id).toSorted());
    expect((await queue.status()).rejects).toBe(2);
    expect(await run.stop()).toMatchObject({
      exitCode: 0,
      err: expect.stringContaining("rejects list --nats URL"),
      report: { received: 302, published: 300, setAside: 2, pending: 0 },
    });
  });
});
