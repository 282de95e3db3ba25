import { natsServer, startBrokers, type Brokers } from "@email-events/jetstream/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";

let brokers: Brokers | undefined;
beforeAll(async () => {
  if (natsServer !== undefined) brokers = await startBrokers();
});
afterAll(() => brokers?.stop());

let prefixes = 0;
const placeOf = (prefix = `queue-${(prefixes += 1)}`): readonly string[] => [
  `--nats=${brokers?.servers.join(",") ?? ""}`,
  `--prefix=${prefix}`,
];
const create = (place: readonly string[], ...more: readonly string[]) =>
  runCommand(["queue", "create", ...place, "--replicas=1", "--max-bytes=10000000", ...more]);

describe.skipIf(natsServer === undefined)("queue create", () => {
  it("creates the streams once, and warns of what may be lost", async () => {
    const place = placeOf("my-events");
    const first = await create(place);
    expect([first.exitCode, first.out]).toEqual([
      0,
      "MY_EVENTS: created\nMY_EVENTS_OFFSETS: created\nMY_EVENTS_REJECTS: created\n",
    ]);
    expect(first.err).toMatch(/^warning: The streams have one replica: .*\nwarning: NATS 2\..*\n$/);
    expect(await create(place)).toMatchObject({
      exitCode: 0,
      out: "MY_EVENTS: exists\nMY_EVENTS_OFFSETS: exists\nMY_EVENTS_REJECTS: exists\n",
    });
  });

  it("names what is different, changes nothing, and ends with 4", async () => {
    const place = placeOf("sized");
    await create(place);
    const { exitCode, out: text } = await create(place, "--max-bytes=80000000");
    expect([exitCode, text]).toEqual([
      4,
      expect.stringContaining("SIZED has max_bytes 10000000 in place of 80000000; it was not changed.\n"),
    ]);
    const { out } = await create(place, "--max-bytes=80000000", "--report=json");
    expect(JSON.parse(out)).toMatchObject({ created: [], differences: [{ of: "SIZED", setting: "max_bytes" }, {}] });
  });

  it("says that a single broker can't keep three replicas", async () => {
    const { exitCode, err } = await create(placeOf(), "--replicas=3");
    expect([exitCode, err]).toEqual([3, expect.stringMatching(/^error: queue: The broker isn't part of a cluster/)]);
  });
});

describe.skipIf(natsServer === undefined)("queue info", () => {
  it("shows the streams, the workers and the offsets", async () => {
    const place = placeOf("shown");
    await create(place);
    const { exitCode, out } = await runCommand(["queue", "info", ...place]);
    expect([exitCode, out.split("\n")]).toEqual([
      0,
      [
        expect.stringMatching(/^nats-server 2\./),
        "SHOWN  0 messages, 0 of 10,000,000 bytes, 1 replica, ready",
        "SHOWN_OFFSETS  0 messages, 0 bytes, 1 replica, ready",
        "SHOWN_REJECTS  0 messages, 0 of 4,000,000 bytes, 1 replica, ready",
        "deliver  no worker has connected yet",
        "",
      ],
    ]);
    const json = await runCommand(["queue", "info", ...place, "--report=json"]);
    expect(JSON.parse(json.out)).toMatchObject({ streams: [{ name: "SHOWN", isReady: true }, {}, {}], offsets: [] });
  });

  it("ends with 4 where there are no streams", async () => {
    const { exitCode, err } = await runCommand(["queue", "info", ...placeOf(), "--connect-timeout=300ms"]);
    expect([exitCode, err]).toEqual([4, expect.stringMatching(/^error: queue: .*email-events queue create/)]);
  });
});

describe("a queue that isn't named", () => {
  it.each([
    [["info"], "--nats is required"],
    [["create", "--nats=nats://a:4222", "--max-bytes=10000000"], "--replicas is required"],
    [["create", "--nats=nats://a:4222", "--replicas=2", "--max-bytes=10000000"], "--replicas must be 1 or 3"],
    [["create", "--nats=nats://a:4222", "--replicas=1"], "--max-bytes is required"],
    [["create", "--nats=nats://a:4222", "--replicas=1", "--max-bytes=9999999"], "--max-bytes must be"],
    [["info", "--nats=nats://u:hunter2@a"], "--nats must be nats://HOST:PORT"],
  ])("%j ends with 2", async (argv, sentence) => {
    const { exitCode, err } = await runCommand(["queue", ...argv]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(`error: ${sentence}`)]);
    expect(err).not.toContain("hunter2");
  });
});
