import { openOperator } from "@email-events/store";
import { describe, expect, it } from "vitest";
import { hostile, isHarmless, pieces } from "../../testing/hostile-text.ts";
import { runCommand } from "../../testing/run-command.ts";
import { setAsideOf, useStates } from "../../testing/state-folder.ts";
import { startStateOwner } from "../../testing/state-owner.ts";

const newState = useStates();
const setAside = [
  setAsideOf('{"type":"open","recipient_adress":"ada@example.com"}'),
  setAsideOf("{}", { status: "rejected", reason: "HTTP 400", source: "airship" }),
  setAsideOf("not JSON", { status: "unrecognized", reason: "" }),
];
const idsIn = (path: string): readonly number[] => {
  const operator = openOperator(path);
  const ids = operator.list().events.map(({ number }) => number);
  operator.close();
  return ids;
};
const retriesIn = (path: string): readonly number[] => {
  const operator = openOperator(path);
  const ids = operator.list().events.flatMap(({ number, isRetry }) => (isRetry ? [number] : []));
  operator.close();
  return ids;
};
const linesOf = (text: string): readonly string[] => text.split("\n").slice(0, -1);

describe("rejects list", () => {
  it("prints a line for each event, with its number, time, source, status and reason", async () => {
    const { exitCode, out, err } = await runCommand(["rejects", "list", "--state", newState({ setAside })]);
    expect([exitCode, err]).toEqual([0, ""]);
    const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
    expect(linesOf(out)).toEqual([
      expect.stringMatching(`^1  ${time}  webhook  invalid: no recipient$`),
      expect.stringMatching(`^2  ${time}  airship  rejected: HTTP 400$`),
      // Without a reason, the first issue says what is wrong.
      expect.stringMatching(`^3  ${time}  webhook  unrecognized: /recipient_adress: expected no such property, `),
    ]);
  });

  it("prints events of one status, and as many as asked for", async () => {
    const path = newState({ setAside: [...setAside, ...setAside] });
    const list = ["rejects", "list", "--state", path];
    const rejected = await runCommand([...list, "--status", "rejected"]);
    expect(linesOf(rejected.out).map((line) => line[0])).toEqual(["2", "5"]);
    const first = await runCommand([...list, "--limit", "2"]);
    expect(first).toMatchObject({ exitCode: 0, err: "There are more: --after 2 continues the list.\n" });
    expect(linesOf(first.out)).toHaveLength(2);
    const others = await runCommand([...list, "--after", "2", "--limit", "4"]);
    expect([linesOf(others.out).map((line) => line[0]), others.err]).toEqual([["3", "4", "5", "6"], ""]);
  });

  it("prints all of a list that is longer than a page", async () => {
    const path = newState({ setAside: Array.from({ length: 450 }, () => setAsideOf("{}")) });
    const { out, err } = await runCommand(["rejects", "list", "--state", path, "--limit", "449", "--report", "json"]);
    const ids = linesOf(out).map((line) => (JSON.parse(line) as { readonly id: number }).id);
    expect(ids).toEqual(Array.from({ length: 449 }, (_, index) => index + 1));
    expect(err).toBe("There are more: --after 449 continues the list.\n");
  });

  it("prints JSON with the issues and their hints", async () => {
    const { out } = await runCommand(["rejects", "list", "--state", newState({ setAside }), "--report=json"]);
    expect(JSON.parse(linesOf(out)[0] ?? "")).toMatchObject({
      id: 1,
      status: "invalid",
      source: "webhook",
      reason: "no recipient",
      issues: [{ pointer: "/recipient_adress", hint: 'did you mean "recipient_address"?' }],
      receivedAt: "2026-01-01T00:00:00.000Z",
      retry: false,
    });
  });

  it("prints no address and nothing that a terminal acts on, whatever the events hold", async () => {
    const texts = [hostile, ...pieces];
    const path = newState({
      setAside: texts.map((text) => ({
        event: { source: text, id: text, payload: Buffer.from(text), receivedAt: Number.MAX_SAFE_INTEGER },
        status: text,
        reason: text,
        issues: [{ pointer: text, code: text, expected: text, received: text, hint: text }],
      })),
    });
    for (const format of [[], ["--report", "json"]]) {
      const { exitCode, out, err } = await runCommand(["rejects", "list", "--state", path, ...format]);
      expect([exitCode, err]).toEqual([0, ""]);
      expect(linesOf(out)).toHaveLength(texts.length);
      expect(linesOf(out).filter((line) => !isHarmless(line))).toEqual([]);
    }
    const shown = await runCommand(["rejects", "show", "1", "--state", path]);
    expect(linesOf(shown.err).filter((line) => !isHarmless(line))).toEqual([]);
    expect(shown.out.slice(0, -1)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });

  it("says that nothing is set aside", async () => {
    expect(await runCommand(["rejects", "list", "--state", newState()])).toEqual({
      exitCode: 0,
      out: "",
      err: "No such event is set aside.\n",
    });
  });
});

describe("rejects show", () => {
  it("prints an event as it came, and explains it", async () => {
    const path = newState({ setAside });
    const { exitCode, out, err } = await runCommand(["rejects", "show", "1", "--state", path]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: 1,
      status: "invalid",
      reason: "no recipient",
      issues: [{ hint: 'did you mean "recipient_address"?' }],
      payload: { type: "open", recipient_adress: "ada@example.com" },
    });
    expect(linesOf(err)).toEqual([
      "1: invalid: no recipient",
      '  /recipient_adress: expected no such property, received a string of 15 characters (did you mean "recipient_address"?)',
    ]);
  });

  it.each<readonly [string | Uint8Array, object]>([
    ['{"a":1,"a":2}', { payload: { a: 2 }, payloadText: '{"a":1,"a":2}' }],
    ['{"id":9007199254740993}', { payload: { id: 9007199254740992 }, payloadText: '{"id":9007199254740993}' }],
    ['{"a": 1}', { payload: { a: 1 }, payloadText: '{"a": 1}' }],
    ["[1,", { payloadText: "[1," }],
    ["", { payloadText: "" }],
    [Buffer.from([0xff, 0x00]), { payloadBase64: "/wA=" }],
    [`${"[".repeat(101)}${"]".repeat(101)}`, { payloadText: `${"[".repeat(101)}${"]".repeat(101)}` }],
    ["[".repeat(100_000), { payloadText: "[".repeat(100_000) }],
    [`${"[".repeat(50_000)}${"]".repeat(50_000)}`, { payloadText: `${"[".repeat(50_000)}${"]".repeat(50_000)}` }],
  ])("loses nothing of a payload such as %j", async (payload, shown) => {
    const path = newState({ setAside: [setAsideOf(payload)] });
    const { exitCode, out } = await runCommand(["rejects", "show", "1", "--state", path]);
    expect(exitCode).toBe(0);
    const { payload: value, payloadText, payloadBase64 } = JSON.parse(out) as Readonly<Record<string, unknown>>;
    expect(JSON.parse(JSON.stringify({ payload: value, payloadText, payloadBase64 }))).toEqual(shown);
  });
});

describe("rejects retry and drop", () => {
  it("mark and forget the events that are named, each once", async () => {
    const path = newState({ setAside });
    const retried = await runCommand(["rejects", "retry", "1", "3", "1", "--state", path]);
    expect(retried).toEqual({
      exitCode: 0,
      out: "",
      err: "Marked 2 events: a process that runs retries them now, another one when it starts.\n",
    });
    expect(retriesIn(path)).toEqual([1, 3]);
    expect((await runCommand(["rejects", "list", "--state", path])).out).toMatch(/^1 .* invalid {2}\(retry\): /);
    const dropped = await runCommand(["rejects", "drop", "--state", path, "2"]);
    expect(dropped).toEqual({ exitCode: 0, out: "", err: "Dropped 1 event.\n" });
    expect(idsIn(path)).toEqual([1, 3]);
  });

  it.each([["retry"], ["drop"], ["show"]])("change nothing when %s gets an unknown number", async (command) => {
    const path = newState({ setAside });
    const ids = command === "show" ? ["9"] : ["1", "9"];
    const { exitCode, out, err } = await runCommand(["rejects", command, ...ids, "--state", path]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(/^error: No event is set aside under 9, and nothing was changed \(email-events rejects list/);
    expect([idsIn(path), retriesIn(path)]).toEqual([[1, 2, 3], []]);
  });

  it("mark all events, or all of a status, over several pages", async () => {
    const many = Array.from({ length: 1_100 }, (_, index) =>
      setAsideOf("{}", { status: index % 2 === 0 ? "invalid" : "rejected" }),
    );
    const path = newState({ setAside: many });
    const all = ["rejects", "retry", "--all", "--state", path];
    expect((await runCommand([...all, "--status", "rejected"])).err).toMatch(/^Marked 550 events/);
    expect((await runCommand(all)).err).toMatch(/^Marked 1,100 events/);
    const none = { exitCode: 0, err: "No such event is set aside.\n" };
    expect(await runCommand([...all, "--status", "damaged"])).toMatchObject(none);
    const drop = ["rejects", "drop", "--all", "--state", path];
    expect((await runCommand([...drop, "--status", "rejected"])).err).toBe("Dropped 550 events.\n");
    expect((await runCommand(drop)).err).toBe("Dropped 550 events.\n");
    expect(idsIn(path)).toEqual([]);
    expect(await runCommand(drop)).toMatchObject(none);
  });

  it.each([
    [["retry"], "error: ID or --all is required (its number in email-events rejects list)"],
    [["retry", "1", "--all"], "error: ID and --all are mutually exclusive"],
    [["retry", "1", "--status", "invalid"], "error: --status requires --all"],
    [["retry", "one"], 'error: ID must be a whole number, 1 or more, not "one"'],
    [["drop"], "error: ID or --all is required (its number in email-events rejects list)"],
    [["drop", "1", "--all"], "error: ID and --all are mutually exclusive"],
    [
      ["retry", "--all", "--status", "invlid"],
      'error: --status must be invalid, unrecognized, rejected or damaged, not "invlid" (did you mean invalid?)',
    ],
    [
      ["list", "--status", "Invalid"],
      'error: --status must be invalid, unrecognized, rejected or damaged, not "Invalid" (did you mean invalid?)',
    ],
    [["show"], "error: ID is required (its number in email-events rejects list)"],
  ])("refuse %j", async (argv, message) => {
    const path = newState({ setAside });
    const { exitCode, err } = await runCommand(["rejects", ...argv, "--state", path]);
    expect([exitCode, err]).toEqual([2, `${message}\n`]);
  });

  it("work beside a process that owns the state", async () => {
    const path = newState({ setAside, offsets: { airship: "7" } });
    const owner = await startStateOwner(path);
    expect(linesOf((await runCommand(["rejects", "list", "--state", path])).out)).toHaveLength(3);
    expect((await runCommand(["rejects", "retry", "2", "--state", path])).exitCode).toBe(0);
    await owner.until("retried 2");
    expect((await runCommand(["rejects", "drop", "1", "--state", path])).exitCode).toBe(0);
    expect((await runCommand(["offset", "set", "airship", "5", "--state", path])).exitCode).toBe(0);
    await owner.until("offset airship 5");
    expect((await runCommand(["offset", "forget", "airship", "--state", path])).exitCode).toBe(0);
    await owner.until("offset airship undefined");
    expect(await runCommand(["state", "check", "--state", path])).toMatchObject({ exitCode: 0 });
    const repair = await runCommand(["state", "repair", "--state", path]);
    expect([repair.exitCode, repair.err]).toEqual([4, expect.stringMatching(/is in use by another process/)]);
    expect(await owner.end()).toBe(0);
    expect(idsIn(path)).toEqual([3]);
  });
});
