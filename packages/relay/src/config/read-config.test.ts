import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { maxConfigBytes, readConfig } from "./read-config.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relay-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const save = (content: string | Uint8Array, name = "relay.yaml"): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** What is wrong with a file: the details, or the message of an error without them. */
const problemsOf = async (content: string | Uint8Array, name?: string): Promise<readonly string[]> => {
  try {
    await readConfig(save(content, name));
    return [];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error.details.length > 0 ? error.details : [error.message];
  }
};

const whole = {
  sources: ["airship", "webhook"],
  to: "eu",
  state: "relay.state",
  airship: { region: "eu", start: "latest", partition: "0/4", events: "email" },
  webhook: { listen: "127.0.0.1:8080" },
  ops: { listen: "[::1]:9090" },
  grace: "30s",
  dedupe: 500_000,
  stateMaxBytes: 2_000_000_000,
  deadline: 0.5,
  map: {
    airship: { opens: "both", identity: "channel", forward: { delay: "Email Delayed" } },
    "bulk-tracking": { additional: { userId: ["customer", "user_id"] }, plausibleTime: { from: "2024-01-01" } },
  },
};

describe("readConfig", () => {
  it("reads JSON, indented by tabs or not", async () => {
    expect(await readConfig(save(JSON.stringify(whole), "relay.json"))).toEqual(whole);
    expect(await readConfig(save(JSON.stringify(whole, null, "\t"), "relay.json"))).toEqual(whole);
    expect(await readConfig(save(`\u{feff}${JSON.stringify(whole)}`, "relay.json"))).toEqual(whole);
  });

  it("reads YAML, with comments and aliases", async () => {
    const text = [
      "# The relay of the shop.",
      "sources: [airship, webhook]",
      "to: https://cdp.example.com",
      "webhook: &listen",
      "  listen: 127.0.0.1:8080",
      "ops: *listen",
      "map:",
      "  airship:",
      "    opens: both",
    ].join("\n");
    expect(await readConfig(save(text))).toEqual({
      sources: ["airship", "webhook"],
      to: "https://cdp.example.com",
      webhook: { listen: "127.0.0.1:8080" },
      ops: { listen: "127.0.0.1:8080" },
      map: { airship: { opens: "both" } },
    });
  });

  it("names everything that is wrong at once", async () => {
    const text = [
      "source: [airship]",
      "sources: [airship, webhok]",
      "to: mars",
      "airship: { region: EU, url: 'https://connect.example.com/api', start: newest, partition: 4/4 }",
      "webhook: { listen: 8080, token: hunter2hunter2 }",
      "grace: 30",
      "dedupe: -1",
      "map: { airship: { open: both, opens: bth }, bulk: {} }",
    ].join("\n");
    expect((await problemsOf(text)).toSorted()).toEqual([
      "airship.partition: expected N/M, from 0/M to M-1/M, received another text",
      "airship.region: expected us or eu, received another text (did you mean eu?)",
      "airship.start: expected earliest or latest, received another text",
      "airship.url: expected an https origin such as https://connect.example.com, without a path or credentials (http only on loopback), received another text",
      "airship: region and url are mutually exclusive",
      "dedupe: expected a whole number from 0 to 100000000, received -1",
      "grace: expected a duration such as 500ms, 30s, 2m or 1h, received 30",
      "map.airship.open: unknown key (did you mean opens?)",
      "map.airship.opens: expected initial_open or open or both, received another text (did you mean both?)",
      "map.bulk: unknown key (did you mean bulk-tracking?)",
      "source: unknown key (did you mean sources?)",
      "sources[1]: expected airship or compliance or webhook, received another text (did you mean webhook?)",
      "to: expected sandbox, us, eu or an https origin such as https://cdp.example.com (http only on loopback), received another text",
      "webhook.listen: expected HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, received 8080",
      "webhook.token: secrets are not read from this file; set WEBHOOK_SECRET or WEBHOOK_SECRET_FILE",
    ]);
  });

  it.each([
    ["airship-region: eu", "airship-region: unknown key (did you mean airship.region?)"],
    ["webhook_listen: x", "webhook_listen: unknown key (did you mean webhook.listen?)"],
    ["state-max-bytes: 1", "state-max-bytes: unknown key (did you mean stateMaxBytes?)"],
    ["StateMaxByte: 1", "StateMaxByte: unknown key (did you mean stateMaxBytes?)"],
    ["opens: both", "opens: unknown key (did you mean map.airship.opens?)"],
    ["color: red", /^color: unknown key \(there are sources, to, state, airship, webhook, ops, nats, grace, dedupe, /],
    ["airship-regoin: eu", "airship-regoin: unknown key (did you mean airship.region?)"],
    ["airship: { sources: [] }", "airship.sources: unknown key (did you mean sources?)"],
    ["airship: { listen: x }", "airship.listen: unknown key (there are region, url, start, partition, events)"],
    ["constructor: 1", /^constructor: unknown key \(there are/],
    ["__proto__: { to: eu }", /^__proto__: unknown key/],
    ['{"__proto__": {"to": "eu"}}', /^__proto__: unknown key/],
    ["airship: { __proto__: { region: eu } }", /^airship\.__proto__: unknown key/],
    ["map: { toString: 1 }", /^map\.toString: unknown key/],
    ["<<: { to: eu }", /^<<: unknown key/],
    ["ada@example.com: 1", /^\[address\]: unknown key/],
    ['"\\e[2J": 1', /^\\u\{1b\}\[2J: unknown key/],
  ])("refuses the key of %j", async (text, problem) => {
    const problems = await problemsOf(text);
    expect(problems).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
  });

  it.each([
    ["airship: { appKey: hunter2 }", "AIRSHIP_APP_KEY"],
    ["airship: { app_key: hunter2 }", "AIRSHIP_APP_KEY"],
    ["airship: { token: hunter2 }", "AIRSHIP_TOKEN"],
    ["airship: { tokenFile: hunter2 }", "AIRSHIP_TOKEN"],
    ["airship: { masterSecret: hunter2 }", "AIRSHIP_MASTER_SECRET"],
    ["airship: { password: hunter2 }", "AIRSHIP_MASTER_SECRET"],
    ["AIRSHIP_TOKEN: hunter2", "AIRSHIP_TOKEN"],
    ["airship-token: 12345678", "AIRSHIP_TOKEN"],
    ["AIRSHIP_MASTER_SECRET_FILE: hunter2", "AIRSHIP_MASTER_SECRET"],
    ["airship: { key: hunter2 }", "AIRSHIP_APP_KEY"],
    ["webhook: { secret: hunter2 }", "WEBHOOK_SECRET"],
    ["webhook: { bearer: hunter2 }", "WEBHOOK_SECRET"],
    ["webhook: { auth: { token: hunter2 } }", "WEBHOOK_SECRET"],
    ["webhookSecret: hunter2", "WEBHOOK_SECRET"],
    ["writeKey: hunter2", "PIPELINES_WRITE_KEY"],
    ["PIPELINES_WRITE_KEY: hunter2", "PIPELINES_WRITE_KEY"],
    ["pipelines: hunter2\napiKey: hunter2", "PIPELINES_WRITE_KEY"],
    ["secrets: { a: hunter2 }", "one of AIRSHIP_APP_KEY, "],
    ["key: hunter2", "one of AIRSHIP_APP_KEY, "],
    ["credentials: hunter2", "one of AIRSHIP_APP_KEY, "],
  ])("refuses the secret of %j, and names what to set", async (text, variable) => {
    const problems = await problemsOf(text);
    expect(problems.join("\n")).toContain(`secrets are not read from this file; set ${variable}`);
    expect(problems.join("\n")).not.toMatch(/hunter2|12345678/);
  });

  it.each([
    "to: https://user:hunter2@cdp.example.com",
    "to: https://cdp.example.com/?key=hunter2",
    "to: hunter2",
    "airship: { url: 'https://hunter2@connect.example.com' }",
    "airship: { region: hunter2 }",
    "webhook: { listen: hunter2@host:1 }",
    "to: 12345678",
    "sources: hunter2",
    "sources: [hunter2]",
    "grace: hunter2",
    "map: { airship: { forward: { delay: [hunter2] } } }",
    "to: [hunter2",
    "to: 'hunter2",
    "to: *hunter2",
    "to: !hunter2 eu",
    "to: @hunter2",
    "to: | hunter2",
    "hunter2\nto: eu",
    "to: hunter2: hunter2",
    '{"to": "hunter2" "x": 1}',
    "%hunter2\n---\nto: eu",
  ])("doesn't repeat what %j holds", async (text) => {
    const problems = await problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("\n")).not.toMatch(/hunter2|12345678/);
  });

  it.each([
    ["", "the file: expected a section of keys, received nothing"],
    ["# nothing", "the file: expected a section of keys, received nothing"],
    ["[]", "the file: expected a section of keys, received a list"],
    ["hello", "the file: expected a section of keys, received a text"],
    ["airship:", "airship: expected a section of keys, received nothing"],
    ["sources: []", /^sources: expected a list of airship, compliance, webhook, each at most once/],
    ["sources: [webhook, webhook]", /^sources: expected .* each at most once, received a list$/],
    ["to: http://cdp.example.com", /^to: expected sandbox, us, eu or an https origin .* \(http only on loopback\), /],
    ["airship: { url: 'http://127.0.0.1.example.com' }", /^airship\.url: expected an https origin .* loopback\), /],
    ["sources: webhook", /^sources: expected a list .*, received a text$/],
    ["state: ''", "state: expected the path of a file, received a text"],
    ["nats: { servers: ['nats://u:hunter2@127.0.0.1:4222'] }", /^nats\.servers\[0\]: expected nats:\/\/HOST:PORT/],
    ["nats: { servers: [] }", /^nats\.servers: expected a list of nats:/],
    ["nats: { prefix: Email.Events }", /^nats\.prefix: expected lowercase letters/],
    ["nats: { password: a }", /^nats\.password: secrets .* NATS_PASSWORD or NATS_PASSWORD_FILE$/],
    ["nats: { credentials: a }", /^nats\.credentials: secrets .* NATS_CREDENTIALS or NATS_CREDENTIALS_FILE$/],
    ["nats: { nkeySeed: a }", /^nats\.nkeySeed: secrets .* NATS_NKEY_SEED or NATS_NKEY_SEED_FILE$/],
    ["dedupe: 1.5", /^dedupe: expected a whole number from 0 to 100000000, received 1\.5$/],
    ["stateMaxBytes: 1e20", /^stateMaxBytes: expected a whole number .*, received a number$/],
    ["concurrency: -1e20", /^concurrency: expected a whole number from 1 to 1000, received a number$/],
    ["stateMaxBytes: 10", /^stateMaxBytes: expected a whole number from 1000000 /],
    ["deadline: 0", /^deadline: expected a number of seconds/],
    ["deadline: .inf", /^deadline: expected a number of seconds/],
    ["grace: 30 s", /^grace: expected a duration/],
    ["grace: 1000h", /^grace: expected a duration/],
    ["ops: { listen: 'localhost:65536' }", /^ops\.listen: expected HOST:PORT/],
    ["ops: { listen: '*:9090' }", /^ops\.listen: expected HOST:PORT/],
    ["map: { airship: { forward: { delay: Email Opened } } }", /^map\.airship: The option forward\.delay can't be/],
    ["map: { bulk-tracking: { plausibleTime: { from: soon } } }", /^map\.bulk-tracking: .*plausibleTime/],
    [
      "map: { bulk-tracking: { additional: { userId: 5 } } }",
      /^map\.bulk-tracking\.additional\.userId: expected a key,/,
    ],
    ["to: eu\nto: us", "line 2, column 1: the same key again"],
    ["to: eu\n---\nto: us", /: a second document; a configuration is one$/],
    ["to: !!js/function x", /^line 1, column 5: tags other than/],
    ["airship: !!set { region }", /^line 1, column 10: tags other than/],
    ["webhook: !!omap [listen: '127.0.0.1:8080']", /^line 1, column 10: tags other than/],
    ["%YAML 1.1\n---\nairship: !!set { region }", /^line 3, column 10: tags other than/],
    ["to: *none", /^aliases must name an anchor before them, .*; quote a text that begins with \*$/],
    ["sources: [webhook\nto: eu", "line 2, column 1: wrong indentation, or a bracket above it isn't closed"],
    ["? [to]\n: eu", /a key must be a text$/],
    ["a: &a [*a]", /^a: unknown key/],
  ])("says what is wrong with %j", async (text, problem) => {
    const problems = await problemsOf(text);
    expect(problems).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
  });

  it("bounds aliases, nesting, and the number of problems", async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => `*l${level}`).join(",")}]`,
    );
    expect(await problemsOf(["l0: &l0 [x]", ...levels].join("\n"))).toEqual([
      expect.stringMatching(/^aliases must .* repeat at most 20 values; quote a text that begins with \*$/),
    ]);
    for (const piece of ["[", "{a: ", "- ", "? ", "[? ", " "]) {
      const problems = await problemsOf(`a:\n${piece.repeat(10_000)}x`);
      expect(problems).toEqual(["nested deeper than 50"]);
    }
    const many = Array.from({ length: 200 }, (_, index) => `key${"abcdefghij"[index % 10] ?? ""}${index}: 1`);
    expect((await problemsOf(many.join("\n"))).slice(49)).toEqual([expect.stringMatching(/^key/), "and 150 more"]);
  });

  it.each([
    ["a file that is too large", () => save("#".repeat(maxConfigBytes + 1)), /has more than 65536 bytes/],
    ["a file without an end", () => "/dev/zero", /has more than 65536 bytes/],
    ["no file", () => join(folder, "none.yaml"), /^Can't read .*none\.yaml: there is no such file\.$/],
    ["a folder", () => folder, /it is a folder\.$/],
    ["bytes that aren't UTF-8", () => save(Buffer.from([0x74, 0xff, 0xfe])), /isn't UTF-8/],
  ])("refuses %s", async (_, path, message) => {
    await expect(readConfig(path())).rejects.toThrow(message);
  });

  describe("of a pipe", () => {
    const createPipe = (name: string): string => {
      const path = join(folder, name);
      execFileSync("mkfifo", [path]);
      return path;
    };

    it("waits for what is written to it, in any pieces", async () => {
      const path = createPipe("written");
      const reading = readConfig(path);
      const writer = await open(path, "w");
      await writer.write("to: ");
      await writer.write("eu\n");
      await writer.close();
      expect(await reading).toEqual({ to: "eu" });
    });

    it("ends the wait when it is interrupted", async () => {
      const interruption = new AbortController();
      const reading = readConfig(createPipe("silent"), interruption.signal);
      interruption.abort();
      await expect(reading).rejects.toThrow(
        /^Can't read .*silent.*: the program was stopped before it was complete\.$/,
      );
    });
  });

  it("reads a file although it is interrupted", async () => {
    expect(await readConfig(save("to: eu"), AbortSignal.abort())).toEqual({ to: "eu" });
  });

  it("leaves the prototypes of objects alone", async () => {
    await problemsOf('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
    await problemsOf("airship: { __proto__: { polluted: 1 } }");
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
