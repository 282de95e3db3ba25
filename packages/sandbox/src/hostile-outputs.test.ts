import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createSandbox } from "./pipelines-api/create-sandbox.ts";
import { main } from "./main.ts";
import { createTerminal, maxLineChars } from "./terminal.ts";

/** Any character, including halves of surrogate pairs. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code));

const acted = ["\u001b[2J", "\u009b31m", "\u001b]0;x\u0007", "\r", "\n", "\u2028", "\u2029", "\u202e", "\u2066"];
const addresses = ["lovelace@babbage.uk", "love'lace@babbage.uk", '"love lace"@babbage.uk', "lovelace＠babbage.uk"];
const pieces = [...acted, ...addresses.map((address) => ` ${address} `), `${"x".repeat(5_000)} `];
const hostile = `${acted.join("")} ${addresses.join(" ")} `;
const isHarmless = (line: string): boolean => !/[\p{C}\p{Zl}\p{Zp}]|love|lace|babbage/u.test(line);

const open = () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const read = async (): Promise<readonly string[]> => {
    stdout.end();
    stderr.end();
    return written;
  };
  return { stdout, stderr, read };
};

describe("a terminal", () => {
  it("receives no address, no control characters and no endless line", async () => {
    const anyText = fc
      .array(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom(...pieces)), { maxLength: 12 })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(anyText, async (given) => {
        const { stdout, stderr, read } = open();
        const terminal = createTerminal({ stdout, stderr });
        terminal.out(given);
        terminal.error(given);
        terminal.defect(new Error(given));
        for (const line of (await read()).flatMap((written) => written.split("\n"))) {
          expect(isHarmless(line)).toBe(true);
          expect(line.length).toBeLessThanOrEqual(maxLineChars);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("the output of the program", () => {
  it.each([
    [[hostile]],
    [["generate", hostile]],
    [["generate", `--${hostile}`]],
    [["generate", `--${hostile}=1`]],
    [["generate", "--count", `-${hostile}`]],
    [["help", hostile]],
    [["generate", "--vocabulary", hostile]],
    [["serve", "--port", hostile]],
    [["generate", "x".repeat(100_000)]],
  ])("is safe for hostile arguments (%#), and says what to do", async (argv) => {
    const { stdout, stderr, read } = open();
    expect(await main(argv, { stdout, stderr, signal: AbortSignal.abort() })).toBe(2);
    const [out = "", err = ""] = await read();
    expect([out, isHarmless(err.slice(0, -1))]).toEqual(["", true]);
    expect(err.length).toBeLessThan(1_000);
    expect(err).toMatch(/run |must be |requires a value/);
  });

  it("is safe for the names of received events", async () => {
    const stop = new AbortController();
    const { stdout, stderr, read } = open();
    const listening = new Promise<string>((resolve) => stdout.once("data", (line: Buffer) => resolve(String(line))));
    const running = main(["serve", "--port", "0"], { stdout, stderr, signal: stop.signal });
    const [url = ""] = /http:\S+\d/.exec(await listening) ?? [];
    const headers = { authorization: `Basic ${btoa("k:")}` };
    for (const event of [hostile, ...addresses]) {
      await fetch(`${url}/v1/track`, { method: "POST", headers, body: JSON.stringify({ userId: "u", event }) });
    }
    for (const call of [
      { [hostile]: 7, type: hostile },
      { event: "Email Opened", userId: addresses[0], properties: {} },
    ])
      await fetch(`${url}/v1/track`, { method: "POST", headers, body: JSON.stringify(call) });
    stop.abort();
    await running;
    const [out = "", err = ""] = await read();
    const [, line = ""] = out.split("\n");
    expect(isHarmless(line)).toBe(true);
    const lines = err.trimEnd().split("\n");
    expect(lines).toHaveLength(7);
    for (const one of lines) expect([one, isHarmless(one), one.includes("@")]).toEqual([one, true, false]);
    expect(JSON.parse(line)).toMatchObject({ accepted: 5, events: { "[address]": 4 } });
  });
});

describe("an error answer", () => {
  const ask = async (body: string, headers = {}) => {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    const strict = { authorization: `Basic ${btoa("k:")}`, "x-strict-mode": "1", ...headers };
    const answer = await fetch(`${sandbox.url}/v1/track`, { method: "POST", headers: strict, body });
    return { status: answer.status, text: await answer.text() };
  };

  it("is safe for keys and values of calls", async () => {
    const call = { type: "track", event: "Email Opened", userId: "u", integrations: { [hostile]: 7 }, properties: {} };
    const { status, text: answer } = await ask(JSON.stringify(call));
    expect([status, isHarmless(answer)]).toEqual([400, true]);
    expect(answer).toContain("[address]");
  });

  it("is safe and bounded for an encoding", async () => {
    const { status, text: answer } = await ask("{}", {
      "content-encoding": `\u009b lovelace@babbage ${"x".repeat(9_000)}`,
    });
    expect([status, isHarmless(answer)]).toEqual([400, true]);
    expect(answer.length).toBeLessThan(1_000);
  });

  it("reports that a `respond` threw, and nothing is printed", async () => {
    const printed = vi.spyOn(console, "error");
    onTestFinished(() => printed.mockRestore());
    const sandbox = await createSandbox({
      respond: () => {
        throw new Error(hostile);
      },
    });
    onTestFinished(() => sandbox.close());
    const answer = await fetch(`${sandbox.url}/v1/track`, { method: "POST", body: "{}" });
    const body = await answer.text();
    expect([answer.status, isHarmless(body)]).toEqual([500, true]);
    expect(body).toContain("respond");
    expect(printed).not.toHaveBeenCalled();
  });
});
