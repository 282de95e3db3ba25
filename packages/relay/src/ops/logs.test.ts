import { PassThrough } from "node:stream";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTerminal } from "../terminal.ts";
import { isHarmless, pieces } from "../testing/hostile-text.ts";
import { createLog } from "./logs.ts";

const open = async (...secrets: readonly string[]) => {
  const stderr = new PassThrough({ encoding: "utf8" });
  const { messages } = createTerminal({ stdout: new PassThrough(), stderr });
  const log = await createLog({ messages, secrets: () => secrets, level: "debug" });
  return { log, read: () => String(stderr.read() ?? "") };
};

describe("the log", () => {
  it("has a line of JSON for each message, with its level, time and values", async () => {
    const { log, read } = await open();
    log.info({ source: "airship", count: 3 }, "read");
    log.child({ source: "webhook" }).warn("refused");
    const lines = read().trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { level: "info", time: expect.stringMatching(/^\d{4}-.*Z$/), source: "airship", count: 3, msg: "read" },
      { level: "warn", time: expect.stringMatching(/^\d{4}-.*Z$/), source: "webhook", msg: "refused" },
    ]);
  });

  it("leaves out messages below its level", async () => {
    const stderr = new PassThrough({ encoding: "utf8" });
    const { messages } = createTerminal({ stdout: new PassThrough(), stderr });
    const log = await createLog({ messages, secrets: () => [], level: "warn" });
    log.info("a");
    log.warn("b");
    expect(String(stderr.read()).split("\n")).toHaveLength(2);
  });

  it("holds no secret as it is, quoted, percent-encoded or in Basic credentials", async () => {
    const secret = 'hun"ter/2 ü';
    const { log, read } = await open(secret);
    log.info(`at ${secret}.`);
    log.info(JSON.stringify({ key: secret }));
    log.info(encodeURIComponent(secret));
    log.info(encodeURIComponent(secret).replaceAll("%2F", "%2f").replaceAll("%C3%BC", "%c3%bc"));
    log.info(Buffer.from(secret).toString("base64url"));
    for (const basic of [secret, `${secret}:`, `:${secret}`, `app:${secret}`]) {
      log.info(`authorization: Basic ${Buffer.from(basic).toString("base64")}`);
    }
    log.info({ [secret]: { list: [secret] }, err: new Error(secret) }, "x");
    log.error(new TypeError("no", { cause: new Error(`cause ${secret}`) }));
    const text = read();
    expect(text.split("\n")).toHaveLength(12);
    expect(text).not.toMatch(/hun|ter\/2|ter%2F2/i);
    expect(text).not.toContain(Buffer.from(secret).toString("base64").slice(0, 8));
  });

  it("holds no secret that was replaced since, or can't be read now", async () => {
    const stderr = new PassThrough({ encoding: "utf8" });
    const { messages } = createTerminal({ stdout: new PassThrough(), stderr });
    const versions = [["first-key"], ["second-key"], []];
    const log = await createLog({ messages, secrets: () => versions.shift() ?? [] });
    for (const said of ["begun", "refused: first-key", "refused: second-key"]) log.info(said);
    expect(String(stderr.read())).not.toMatch(/first|second/);
  });

  it("holds no part of a secret that begins as another one, and keeps what is too short for a secret", async () => {
    const { log, read } = await open("key-", "key-1", "key-12", "abc");
    log.info("key-12 key-1 key- abc");
    expect(JSON.parse(read())).toMatchObject({ msg: "[key] [key] [key] abc" });
  });

  it("masks a key once that the client has masked", async () => {
    const { log, read } = await open("write-key");
    for (const said of ["Basic [write key]", "Basic %20[write key]!", "Bearer abc[write key]def", "no [write key]."])
      log.info(`refused: ${said}`);
    const lines = read().trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg)).toEqual([
      "refused: Basic [key]",
      "refused: Basic [key]",
      "refused: Bearer [key]",
      "refused: no [key].",
    ]);
  });

  it("holds no secret that became a number, and follows a secret that is replaced", async () => {
    const stderr = new PassThrough({ encoding: "utf8" });
    const { messages } = createTerminal({ stdout: new PassThrough(), stderr });
    const secrets = ["12345678"];
    const log = await createLog({ messages, secrets: () => secrets });
    log.info({ key: 12_345_678 }, "first");
    secrets[0] = "87654321";
    log.info({ key: 87_654_321 }, "second");
    expect(String(stderr.read())).not.toMatch(/12345678|87654321/);
  });

  it("stays within limits for values that are deep, wide or in a circle", async () => {
    const { log, read } = await open();
    const circle: Record<string, unknown> = { long: "x".repeat(100_000), many: Array.from({ length: 1_000 }, () => 1) };
    circle["self"] = circle;
    let deep: unknown = "end";
    for (let level = 0; level < 100; level += 1) deep = { deep };
    log.info({ circle, deep, count: 10n }, "x");
    const text = read();
    expect(text.length).toBeLessThan(10_000);
    expect(JSON.parse(text)).toMatchObject({ msg: "x" });
  });

  it("holds neither an address nor a key, for any text with either inside", async () => {
    // Letters of the keys are found nowhere else in a line.
    const key = fc
      .string({
        unit: fc.constantFrom("Q", "X", "Z", "%", "/", "+", "=", ":", '"', "\\", " ", "é"),
        minLength: 2,
        maxLength: 12,
      })
      .map((text) => `QXZ${text}ZXQ`);
    const around = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 8 })), {
      maxLength: 5,
    });
    const writings: readonly ((text: string) => string)[] = [
      (text) => text,
      (text) => JSON.stringify({ a: text }),
      encodeURIComponent,
      (text) => `Bearer ${text.replaceAll(/[\s"\\]/g, "")}`,
    ];
    await fc.assert(
      fc.asyncProperty(key, around, around, fc.constantFrom(...writings), async (secret, before, after, write) => {
        const { log, read } = await open(secret);
        const text = [...before, write(secret), ...after].join("");
        log.info(text);
        log.warn({ [text]: text, list: [text], err: new Error(text) }, text);
        log.child({ text }).error(new Error(text));
        const lines = read().trimEnd().split("\n");
        expect(lines).toHaveLength(3);
        for (const line of lines) {
          expect(line).not.toMatch(/QXZ|ZXQ/);
          const unescaped = line.replaceAll(/\\u[\da-f]{4}/g, " ");
          expect(isHarmless(unescaped)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
