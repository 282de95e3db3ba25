import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { watchOutputs } from "@email-events/cli";
import { mostPrinted } from "@email-events/json-schema/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { main } from "./main.ts";
import { createOutput, terminalOf } from "./terminal.ts";

/** Any character, halves of surrogate pairs too. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code));

const acted = [
  "\u001b[2J",
  "\u009b31m",
  "\u001b]0;x\u0007",
  "\r",
  "\n",
  "\u2028",
  "\u202e",
  "\ud800",
  "x".repeat(9_000),
];
const isHarmless = (line: string): boolean => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(line);

const open = () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const read = async () => {
    stdout.end();
    stderr.end();
    const [out, err] = await written;
    return { out, err };
  };
  return { terminal: terminalOf({ stdout, stderr }), read };
};

it.each([["--help"], ["diff", "--help"], ["--version"], ["--nope"]])(
  "drops what %j prints after its reader went away",
  async (...args) => {
    const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const closed = () => new Writable({ write: (_chunk, _encoding, done) => done(gone) });
    const streams = { stdout: closed(), stderr: closed() };
    const outputs = watchOutputs(streams);
    const exitCode = await outputs.settle(await main(args, terminalOf(streams)));
    expect(exitCode).toBe(args[0] === "--nope" ? 2 : 0);
  },
);

it("writes nothing that a terminal acts on and no endless line, whatever is printed", async () => {
  const anyText = fc
    .array(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom(...acted)), { maxLength: 12 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(anyText, async (given) => {
      const { terminal, read } = open();
      const output = createOutput(terminal);
      output.out(given);
      output.error(given);
      output.defect(new Error(given));
      const { out, err } = await read();
      for (const line of [...out.split("\n"), ...err.split("\n")]) {
        expect(isHarmless(line)).toBe(true);
        // Each character may become one escape.
        expect(line.length).toBeLessThan(mostPrinted * "\\u{10ffff}".length + 100);
      }
      expect(err.split("\n").length).toBeLessThan(40);
    }),
    { numRuns: 50 },
  );
});

it.each([["y"], ["generate", "--schemas", "x", "--out", "y", "--emit"], ["diff", "a", "b", "--role"]])(
  "says what to do behind a word of 100 kB: %j",
  async (...args) => {
    const { terminal, read } = open();
    const word = "y".repeat(100_000);
    expect(await main(args.length === 1 ? [word] : [...args, word], terminal)).toBe(2);
    expect((await read()).err.split("\n")[0]).toMatch(
      /\(generate, diff or gate; run email-events-codegen --help\)$|must be types,|must be both, .*not "y+\.\.\. \(100000 in all\)"$/,
    );
  },
);
