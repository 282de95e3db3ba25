import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";
import { setAsideOf, useStates } from "../../testing/state-folder.ts";

const newState = useStates();

/** Replaces the first occurrence of a text in a file by another one of the same length. */
const damage = (path: string, from: string, to: string): void => {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(from);
  expect(at).toBeGreaterThan(0);
  bytes.write(to, at);
  writeFileSync(path, bytes);
};

const damagedState = (): string => {
  const event = (payload: string) => ({ source: "webhook", payload: Buffer.from(payload), receivedAt: 1 });
  const path = newState({
    append: [event('{"name":"first"}'), event('{"name":"other"}')],
    setAside: [setAsideOf('{"name":"third"}')],
  });
  damage(path, '{"name":"first"}', '{"name":"worst"}');
  return path;
};

describe("state check and repair", () => {
  it("say that a state is sound", async () => {
    const path = newState();
    const { exitCode, out, err } = await runCommand(["state", "check", "--state", path]);
    expect([exitCode, out, err]).toEqual([0, `${path} is sound.\n`, ""]);
  });

  it("find a damaged event, set it aside and keep the file as it was", async () => {
    const path = damagedState();
    const found = await runCommand(["state", "check", "--state", path]);
    expect(found).toEqual({
      exitCode: 4,
      out: [
        `${path} is damaged:`,
        "  pending event 2: its checksum doesn't match",
        `Stop the run, and repair the state with: email-events state repair --state ${path}`,
        "",
      ].join("\n"),
      err: "",
    });
    const repaired = await runCommand(["state", "repair", "--state", path]);
    expect(repaired).toEqual({
      exitCode: 0,
      out: [
        `${path} has 1 event pending and 2 events set aside.`,
        "Set aside as damaged: 2 (email-events rejects show ID).",
        `The file as it was is kept as ${path}.damaged.`,
        "",
      ].join("\n"),
      err: "",
    });
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(await runCommand(["state", "check", "--state", path])).toMatchObject({ exitCode: 0 });
    const shown = await runCommand(["rejects", "show", "2", "--state", path]);
    expect(JSON.parse(shown.out)).toMatchObject({ id: 2, status: "damaged", payload: { name: "worst" } });
  });

  it("find a page of zeros", async () => {
    const path = newState({ append: Array.from({ length: 200 }, () => setAsideOf("x".repeat(500)).event) });
    const bytes = readFileSync(path);
    bytes.fill(0, bytes.length - 8_192 * 3, bytes.length - 8_192 * 2);
    writeFileSync(path, bytes);
    const found = await runCommand(["state", "check", "--state", path]);
    expect([found.exitCode, found.out]).toEqual([4, expect.stringMatching(/is damaged:\n {2}\S/)]);
    const repaired = await runCommand(["state", "repair", "--state", path]);
    expect([repaired.exitCode, repaired.out]).toEqual([0, expect.stringMatching(/is kept as .*\.damaged\.\n$/)]);
    expect(await runCommand(["state", "check", "--state", path])).toMatchObject({ exitCode: 0 });
  });
});

describe("a state that can't be used", () => {
  it("is damaged in its offsets: the commands that find and repair it are named", async () => {
    const path = newState({ offsets: { airship: "1800000000042" } });
    damage(path, "1800000000042", "1800000000043");
    const { exitCode, out, err } = await runCommand(["offset", "show", "--state", path]);
    expect([exitCode, out]).toEqual([4, ""]);
    expect(err).toMatch(/list the damage with email-events state check, and repair it with email-events state repair/);
    expect(await runCommand(["state", "check", "--state", path])).toMatchObject({ exitCode: 4 });
  });

  const commands = [
    ["rejects", "list"],
    ["rejects", "show", "1"],
    ["rejects", "retry", "1"],
    ["rejects", "retry", "--all"],
    ["rejects", "drop", "1"],
    ["offset", "show"],
    ["offset", "set", "airship", "1"],
    ["offset", "forget", "airship"],
    ["state", "check"],
    ["state", "repair"],
  ];

  it.each(commands.map((argv) => [argv]))("ends %j with 4 and what to do", async (argv) => {
    const path = newState();
    const missing = await runCommand([...argv, "--state", `${path}.missing`]);
    expect([missing.exitCode, missing.out]).toEqual([4, ""]);
    expect(missing.err).toMatch(/^error: .*relay\.state\.missing doesn't exist: check the path.*\n$/);
    expect(existsSync(`${path}.missing`)).toBe(false);
    writeFileSync(path, "buy milk\n".repeat(1_000));
    const other = await runCommand([...argv, "--state", path]);
    expect([other.exitCode, other.out]).toEqual([4, ""]);
    expect(other.err).toMatch(/^error: .*relay\.state is not a state, so it was left as it is/);
    expect(readFileSync(path, "utf8")).toBe("buy milk\n".repeat(1_000));
  });

  it("says which package to update where a newer one made the state", async () => {
    const path = newState();
    const bytes = readFileSync(path);
    // The version of the format: https://sqlite.org/fileformat2.html#user_version_number
    bytes.writeUInt32BE(99, 60);
    writeFileSync(path, bytes);
    const { exitCode, err } = await runCommand(["rejects", "list", "--state", path]);
    expect([exitCode, err]).toEqual([4, expect.stringMatching(/has format 99, .*: update @email-events\/relay\.\n$/)]);
  });

  it.each(commands.map((argv) => [argv]))("is required by %j", async (argv) => {
    const { exitCode, err } = await runCommand(argv);
    // What works with a queue as well says so.
    const sentence = /^error: --state is required \(state file of a run\)(, or --nats .*)?\n$/;
    expect([exitCode, err]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
