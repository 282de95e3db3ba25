import { natsServer } from "@email-events/jetstream/testing";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";
import { startBroker } from "../../testing/start-broker.ts";

const toPlace = (partition: number) => ({ source: "airship", partition, partitions: 2 });

describe.skipIf(natsServer === undefined)("the offsets of a queue", () => {
  it("are shown, set and forgotten; what reads a partition is fenced then", async () => {
    const { nats, open } = await startBroker();
    const offset = (...argv: readonly string[]) => runCommand(["offset", ...argv, nats]);
    expect(await offset("show")).toEqual({ exitCode: 0, out: "", err: "No offset is stored.\n" });
    const queue = await open();
    for (const partition of [0, 1]) await queue.claimOffset(toPlace(partition));
    await queue.putOffset(toPlace(1), "17");
    expect((await offset("show")).out).toMatch(
      /^airship 0\/2 {2}no offset {2}stored .*Z {2}by .*#\w+\nairship 1\/2 {2}17 {2}stored .*Z {2}by .*#\w+\n$/,
    );

    const set = await offset("set", "airship", "5", "--partition=1");
    expect(set).toEqual({ exitCode: 0, out: "", err: "Partition 1 of airship continues after 5.\n" });
    await expect(queue.putOffset(toPlace(1), "18")).rejects.toMatchObject({ code: "fenced" });
    expect(JSON.parse((await offset("show", "--report=json")).out)).toMatchObject([{}, { partition: 1, offset: "5" }]);
    expect(await queue.claimOffset(toPlace(1))).toBe("5");

    const unknown = await offset("forget", "airshp");
    expect(unknown).toMatchObject({ exitCode: 2, err: expect.stringContaining("(did you mean airship?)") });
    expect(await offset("set", "airship", "5", "--partition=7")).toMatchObject({ exitCode: 3 });
    const forgotten = await offset("forget", "airship");
    expect(forgotten).toEqual({ exitCode: 0, out: "", err: "The offsets of airship are forgotten.\n" });
    // Another number of partitions is taken now.
    expect(await queue.claimOffset({ ...toPlace(0), partitions: 3 })).toBeUndefined();
  });
});

it.each([
  [["--state=a", "--nats=nats://a:4222"], "--state and --nats are mutually exclusive"],
  [[], "--state is required (state file of a run), or --nats with a broker of the queue"],
])("offsets are in a state or in a queue: %j", async (place, sentence) => {
  const { exitCode, err } = await runCommand(["offset", "show", ...place]);
  expect([exitCode, err]).toEqual([2, `error: ${sentence}\n`]);
});
