import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { relayTo, reportOf, runCommand, toLines } from "../testing/run-command.ts";
import { temporaryFolder } from "../testing/start-run.ts";

const event = (name: string, id: string) => ({
  id,
  occurred: "2026-03-09T07:41:12.000Z",
  processed: "2026-03-09T07:41:13.000Z",
  type: "CUSTOM",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name, triggering_push: { push_id: "p-1" } },
});
const stdin = toLines([event("initial_open", "e-1"), event("open", "e-2"), event("delay", "e-3")]);
const all = { unrecognized: 0, invalid: 0, rejected: 0, undelivered: 0 };

describe("--map", () => {
  it("changes what relay does", async () => {
    const plain = await runCommand(relayTo("sandbox"), { stdin });
    expect(reportOf(plain.out)).toEqual({
      ...all,
      received: 3,
      delivered: 1,
      skipped: { "counted-by-initial-open": 1, "not-terminal": 1 },
    });
    const both = await runCommand(relayTo("sandbox", "--map", "airship.opens=both"), { stdin });
    expect(reportOf(both.out)).toEqual({ ...all, received: 3, delivered: 2, skipped: { "not-terminal": 1 } });
  });

  it("can be given several times, and forwards under a name of the team's own", async () => {
    const more = ["--map=airship.opens=both", "--map", "airship.forward.delay=Email Delayed"];
    const { exitCode, out, err } = await runCommand(relayTo("sandbox", ...more), { stdin });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(reportOf(out)).toEqual({ ...all, received: 3, delivered: 3, skipped: {} });
  });

  it("changes what map writes", async () => {
    const argv = ["map", "-", "--map", "airship.opens=open", "--map", "airship.forward.delay=Email Delayed"];
    const { exitCode, out } = await runCommand(argv, { stdin });
    const mapped = out
      .trimEnd()
      .split("\n")
      .map((line): { event: string; messageId: string } => JSON.parse(line));
    expect(exitCode).toBe(0);
    expect(mapped.map(({ event: name, messageId }) => [name, messageId])).toEqual([
      ["Email Opened", "e-2"],
      ["Email Delayed", "e-3"],
    ]);
  });

  it.each([
    [relayTo("sandbox", "--map", "airship.opens=bot"), /^error: --map airship\.opens: .* Did you mean both\?$/],
    [relayTo("sandbox", "--map", "latin.opens=both"), /^error: --map: there is no mapping of "latin"/],
    [["map", "-", "--map", "airship.open=both"], /Did you mean airship\.opens\?$/],
    [["map", "-", "--map", "airship.opens"], /has no =\.$/],
    [["map", "-", "--map"], /--map/],
    [["map", "-", "--map="], /--map must not be empty$/],
    [["validate", "-", "--map", "airship.opens=both"], /--map/],
  ])("%j ends with 2 and one sentence, before anything is read", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it("is in the help of relay and map, with an example", async () => {
    for (const command of ["relay", "map"])
      expect((await runCommand([command, "--help"])).out).toContain("airship.opens=both");
  });
});

describe("--config", () => {
  const save = async (map: string): Promise<string> => {
    const path = join(await temporaryFolder(), "relay.yaml");
    await writeFile(path, `sources: [airship]\nto: https://cdp.example.com\nstate: no.state\nmap: ${map}\n`);
    return `--config=${path}`;
  };

  it("has the mapping of a run, for relay, map and explain alike", async () => {
    const config = await save("{ airship: { opens: both, forward: { delay: Email Delayed } } }");
    const relayed = await runCommand(relayTo("sandbox", config), { stdin });
    expect(reportOf(relayed.out)).toEqual({ ...all, received: 3, delivered: 3, skipped: {} });
    const mapped = await runCommand(["map", "-", config], { stdin });
    expect(mapped.out.match(/"event":"Email Delayed"/g)).toHaveLength(1);
    const outs = await Promise.all([[], [config]].map((more) => runCommand(["explain", "-", ...more], { stdin })));
    expect(outs.map(({ out }) => out.includes("ends at mapped"))).toEqual([true, false]);
  });

  it("leaves the option of --map as it is, and the others as the file has them", async () => {
    const config = await save("{ airship: { opens: both, forward: { delay: Email Delayed } } }");
    const { out } = await runCommand(relayTo("sandbox", config, "--map=airship.opens=open"), { stdin });
    expect(reportOf(out)).toMatchObject({ delivered: 2, skipped: { "counted-by-open": 1 } });
  });

  it.each(["relay", "map", "explain"])("with a problem ends %s before anything is read", async (command) => {
    const config = await save("{ airship: { opens: bot } }");
    const argv = command === "relay" ? relayTo("sandbox", config) : [command, "-", config];
    const { exitCode, out, err } = await runCommand(argv, { stdin });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("map.airship.opens: expected initial_open or open or both");
  });
});
