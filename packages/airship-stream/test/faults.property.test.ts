import type { ServerResponse } from "node:http";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startServer, type Received } from "../src/testing/airship-server.ts";
import { packed } from "../src/testing/packed.ts";
import { createReader } from "../src/testing/reader.ts";

const runs = Number(process.env["FUZZ_STREAM"] ?? 40);

/** A line of the server's log. One that isn't an event with an offset may come again with what it stands behind. */
interface Line {
  readonly text: string;
  readonly offset: string | undefined;
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const anyText = fc.string({ unit: "grapheme", maxLength: 40 });
const kinds = fc.constantFrom("event", "event", "event", "event", "number", "broken", "large", "update", "blank");

/** A log whose offsets are texts or numbers of no order but that of the log. */
const anyLog = fc
  .array(fc.tuple(kinds, anyText, fc.nat(9_999)), { minLength: 1, maxLength: 25 })
  .map((entries): readonly Line[] =>
    [...entries, ["event", "the last", 0] as const].map(([kind, note, salt], serial) => {
      const offset = kind === "number" ? `${9_007_199_254_740_993n + BigInt(serial)}` : `${salt}-é${serial}`;
      const event = { id: `e-${serial}`, note, body: { offset: "not this" } };
      if (kind === "number") return { text: `{"offset":${offset},${JSON.stringify(event).slice(1)}`, offset };
      if (kind === "broken") return { text: `{"offset":"${offset}",`, offset: undefined };
      if (kind === "large") return { text: JSON.stringify({ ...event, offset, pad: "x".repeat(3_000) }), offset };
      if (kind === "update") return { text: JSON.stringify({ type: "OFFSET_UPDATE", offset }), offset };
      if (kind === "blank") return { text: " \r", offset: undefined };
      return { text: JSON.stringify({ ...event, offset }), offset };
    }),
  );

/** What becomes of one connection. */
const anyConnection = fc.record({
  ending: fc.constantFrom("end", "fin", "reset", "503", "429", "cut before the answer", "redirect"),
  isGzip: fc.boolean(),
  isInclusive: fc.boolean(),
  /** How much is sent of what is left, in parts of 1,000. */
  share: fc.nat(1_000),
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 200, max: 4_000 })), {
    minLength: 1,
    maxLength: 3,
  }),
});
type Plan = typeof anyConnection extends fc.Arbitrary<infer P> ? P : never;

/** What the server has behind an offset, or from it on. */
const rest = (log: readonly Line[], { body }: Received, isInclusive: boolean): Buffer => {
  const place = log.findIndex(({ offset }) => offset !== undefined && offset === body["resume_offset"]);
  if (place === -1 && body["resume_offset"] !== undefined) throw new Error("resumed at no offset of the log");
  return Buffer.from(
    log
      .slice(isInclusive && place !== -1 ? place : place + 1)
      .map(({ text }) => `${text}\n`)
      .join(""),
  );
};

const send = async (response: ServerResponse, bytes: Buffer, sizes: readonly number[]): Promise<void> => {
  for (let start = 0, count = 0; start < bytes.length && !response.destroyed; count += 1) {
    // So many small pieces tell it all; the others may come together.
    const end = count < 40 ? start + (sizes[count % sizes.length] ?? bytes.length) : bytes.length;
    response.write(bytes.subarray(start, end));
    start = end;
    await turn();
  }
};

const refuse: Readonly<Record<string, (response: ServerResponse) => void>> = {
  503: (response) => response.writeHead(503).end("busy"),
  429: (response) => response.writeHead(429).end("busy"),
  "cut before the answer": (response) => response.socket?.destroy(),
  redirect: (response) => response.writeHead(307, { "set-cookie": "SRV=1" }).end(),
};

const finish: Readonly<Record<string, (response: ServerResponse) => void>> = {
  end: (response) => response.end(),
  fin: (response) => response.socket?.end(),
  reset: (response) => response.socket?.resetAndDestroy(),
};

/** The last connection: it gives all that is left, and stays. */
const whole = { ending: "stay", isGzip: true, isInclusive: true, share: 1_000, sizes: [100_000] };

const serve = async (
  response: ServerResponse,
  request: Received,
  log: readonly Line[],
  { ending, isGzip, isInclusive, share, sizes }: Plan | typeof whole = whole,
): Promise<void> => {
  const refusal = refuse[ending];
  if (refusal !== undefined) return refusal(response);
  const text = rest(log, request, isInclusive);
  const bytes = isGzip ? await packed(text) : text;
  response.writeHead(200, isGzip ? { "content-encoding": "gzip" } : {});
  await send(response, bytes.subarray(0, Math.ceil((bytes.length * share) / 1_000)), sizes);
  finish[ending]?.(response);
};

/** Reads items until the last event of the log has come, as lines of the log. */
const readAll = async (url: string, log: readonly Line[]): Promise<readonly number[]> => {
  const { chunks } = createReader({ endpoint: url, maxLineBytes: 2_000 });
  const found: number[] = [];
  while (found.at(-1) !== log.length - 1) {
    const { value } = await chunks.next();
    if (value === undefined) break;
    for (const item of value.items) {
      const bytes = Buffer.from(item.status === "line" ? item.bytes : item.head).toString();
      found.push(log.findIndex(({ text }) => (item.status === "line" ? text === bytes : text.startsWith(bytes))));
    }
  }
  await chunks.return?.();
  return found;
};

describe("any log over any connections", () => {
  it(
    "comes whole and in order: events with an offset once, other lines again only with the same offset before them",
    { timeout: Math.max(60_000, runs * 200) },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyLog, fc.array(anyConnection, { maxLength: 6 }), async (log, plans) => {
          await using server = await startServer((response, request, number) =>
            serve(response, request, log, plans[number]),
          );
          const found = await readAll(server.url, log);
          const isItem = ({ text }: Line): boolean => text.trim() !== "" && !text.includes('"OFFSET_UPDATE"');
          const expected = log.flatMap((line, place) => (isItem(line) ? [place] : []));
          // Nothing is missing, and nothing is made up.
          expect([...new Set(found)]).toEqual(expected);
          const withOffset = (place: number): boolean => log[place]?.offset !== undefined;
          expect(found.filter(withOffset)).toEqual(expected.filter(withOffset));
          found.forEach((place, index) => {
            const before = found[index - 1] ?? -1;
            if (place <= before)
              expect(log.slice(place, before + 1).some(({ offset }) => offset !== undefined)).toBe(false);
          });
        }),
        { numRuns: runs },
      );
    },
  );
});
