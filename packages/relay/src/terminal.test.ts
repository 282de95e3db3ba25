import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTerminal } from "./terminal.ts";
import { isHarmless, pieces } from "./testing/hostile-text.ts";
import { maxLineChars } from "./terminal/to-text.ts";

/** Any character, including halves of surrogate pairs. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code));

const open = (isTTY = false) => {
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
  const written = Promise.all([text(stdout), text(stderr)]);
  return {
    terminal: createTerminal({ stdout, stderr }),
    read: async () => {
      stdout.end();
      stderr.end();
      const [out, err] = await written;
      return { out, err };
    },
  };
};

describe("a terminal", () => {
  it("receives no address, no control characters and no endless line", async () => {
    const anyText = fc
      .array(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom(...pieces)), { maxLength: 12 })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(anyText, async (given) => {
        const { terminal, read } = open();
        terminal.messages.line(given);
        terminal.messages.defect(new Error(given));
        terminal.messages.defect(given);
        await terminal.results.write({ lines: [given, given] });
        const { out, err } = await read();
        for (const line of [...out.split("\n"), ...err.split("\n")]) {
          expect(isHarmless(line)).toBe(true);
          expect(line.length).toBeLessThanOrEqual(maxLineChars);
        }
        expect([out.split("\n").length, out.at(-1)]).toEqual([3, "\n"]);
      }),
      { numRuns: 50 },
    );
  });

  it("receives values as complete JSON without control characters", async () => {
    const { terminal, read } = open();
    const value = { "\u009b": "\u001b\u2028\u202e", to: "ada@example.com", long: "x".repeat(5_000) };
    await terminal.results.write({ json: value });
    const { out } = await read();
    expect(JSON.parse(out)).toEqual(value);
    expect(out.slice(0, -1)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });

  it("shows a message in place of the progress line", async () => {
    const { terminal, read } = open(true);
    terminal.messages.progress("1 event\u001b[2J");
    terminal.messages.line("Done.");
    expect((await read()).err).toBe("\r1 event\\u{1b}[2J\u001B[K\r\u001B[KDone.\n");
  });

  it("receives no address that a stack trace has on two lines", async () => {
    const { terminal, read } = open();
    terminal.messages.defect(new Error('"love\nlace"@babbage.example'));
    expect((await read()).err).not.toMatch(/love|lace|babb/);
  });

  it("receives only the first lines of a long stack trace", async () => {
    const { terminal, read } = open();
    terminal.messages.defect(new Error("no\n".repeat(10_000)));
    expect((await read()).err.split("\n").length).toBeLessThan(40);
  });
});
