import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";
import { useStates } from "../../testing/state-folder.ts";

const newState = useStates();
const offsets = { airship: "1800000000001", compliance: "17" };
const show = async (path: string) =>
  JSON.parse((await runCommand(["offset", "show", "--state", path, "--report", "json"])).out) as readonly {
    readonly source: string;
    readonly offset: string;
  }[];
const pairsIn = async (path: string) => (await show(path)).map(({ source, offset }) => [source, offset]);

describe("offset show", () => {
  it("prints where each source continues, and since when", async () => {
    const { exitCode, out, err } = await runCommand(["offset", "show", "--state", newState({ offsets })]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^airship {2}1800000000001 {2}stored \d{4}-.*Z\ncompliance {2}17 {2}stored \d{4}-.*Z\n$/);
  });

  it("says that none is stored", async () => {
    const { exitCode, out, err } = await runCommand(["offset", "show", "--state", newState()]);
    expect([exitCode, out, err]).toEqual([0, "", "No offset is stored.\n"]);
  });
});

describe("offset set and forget", () => {
  it("change where a source continues", async () => {
    const path = newState({ offsets });
    const set = await runCommand(["offset", "set", "airship", "42", "--state", path]);
    expect(set).toEqual({ exitCode: 0, out: "", err: "airship continues after 42.\n" });
    expect(await pairsIn(path)).toEqual([
      ["airship", "42"],
      ["compliance", "17"],
    ]);
    const forgotten = await runCommand(["offset", "forget", "airship", "--state", path]);
    expect(forgotten).toEqual({ exitCode: 0, out: "", err: "The offset of airship is forgotten.\n" });
    expect(await pairsIn(path)).toEqual([["compliance", "17"]]);
  });

  it("give a source its first offset", async () => {
    const path = newState({ offsets: { airship: "1" } });
    expect((await runCommand(["offset", "set", "compliance", "5", "--state", path])).exitCode).toBe(0);
    expect(await pairsIn(path)).toEqual([
      ["airship", "1"],
      ["compliance", "5"],
    ]);
  });

  it.each([
    [["set", "airshp", "5"], /^error: SOURCE must be airship or compliance, not "airshp" \(did you mean airship\?\)$/],
    [["set", "webhook", "5"], /^error: SOURCE must be airship or compliance, not "webhook"$/],
    [["forget", "airshp"], /did you mean airship\?\)$/],
    [["forget", "webhook"], /^error: No offset of "webhook" is stored, .*\(there are airship, compliance\)$/],
    [["set", "airship", "a b"], /^error: OFFSET must be 1 to 1000 visible ASCII characters without blanks$/],
    [["set", "airship", "\u001b[2J"], /^error: OFFSET must be/],
    [["set", "airship", "9".repeat(1_001)], /^error: OFFSET must be/],
    [["set", "airship", ""], /^error: OFFSET must not be empty$/],
    [["set", "airship"], /^error: OFFSET is required/],
    [["set", "airship", "5", "--partition", "1"], /^error: --partition is for a queue; a state has the offset of/],
    [["set", "airship", "5", "--prefix", "other"], /^error: --state and --prefix are mutually exclusive$/],
    [["forget", "airship", "--nats-ca", "ca.pem"], /^error: --state and --nats-ca are mutually exclusive$/],
    [["set"], /^error: SOURCE is required/],
    [["forget"], /^error: SOURCE is required/],
    [["froget"], /^error: Unknown command "froget" \(did you mean forget\?\)$/],
  ])("refuse %j", async (argv, message) => {
    const path = newState({ offsets });
    const { exitCode, out, err } = await runCommand(["offset", ...argv, "--state", path]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(message);
    expect(await pairsIn(path)).toEqual(Object.entries(offsets));
  });
});
