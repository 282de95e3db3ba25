import * as fc from "fast-check";
import { expect, it } from "vitest";
import { CommandError } from "../src/command-error.ts";
import type { Item } from "../src/reading/item.ts";
import type { DeliveryOutcome } from "@email-events/core";
import { defaultMaxItemBytes, readItems } from "../src/reading/read-items.ts";
import { relay } from "../src/relaying/relay.ts";
import type { SetAside } from "../src/report/set-aside.ts";
import { gunzipIfNeeded } from "../src/sources/gunzip-if-needed.ts";
import { hostileBytes, type HostileBytes } from "../src/testing/hostile-bytes.ts";
import { cut } from "../src/testing/read-text.ts";
import { oneByOne, sum, type SendEach } from "../src/testing/run-relay.ts";

/** The outcome of an event at the destination; `silent` if it gets none. */
type Fate = DeliveryOutcome["status"] | "silent";

interface Setting extends HostileBytes {
  readonly fates: readonly Fate[];
  readonly maxItemBytes: number;
}

const setting: fc.Arbitrary<Setting> = fc
  .tuple(
    hostileBytes,
    fc.record({
      fates: fc.oneof(
        { weight: 3, arbitrary: fc.constant<readonly Fate[]>(["delivered"]) },
        fc.array(fc.constantFrom<Fate>("delivered", "delivered", "rejected", "undelivered", "silent"), {
          minLength: 1,
        }),
      ),
      maxItemBytes: fc.constantFrom(defaultMaxItemBytes, defaultMaxItemBytes, 150, 700),
    }),
  )
  .map(([bytes, more]) => ({ ...bytes, ...more }));

const open = ({ bytes, cuts }: HostileBytes): AsyncIterable<Uint8Array> => gunzipIfNeeded(cut(bytes, cuts));

/** A destination with given outcomes, which counts events. */
const createDestination = (fates: readonly Fate[]) => {
  const counts = { delivered: 0, rejected: 0, undelivered: 0, silent: 0 };
  const send: SendEach = async function* (events) {
    let turn = 0;
    for await (const event of events) {
      const status = fates[turn++ % fates.length] ?? "delivered";
      counts[status] += 1;
      if (status === "delivered") yield { status, event };
      else if (status !== "silent") yield { status, event, reason: "told to" };
    }
  };
  return { counts, sendChunks: oneByOne(send) };
};

/** The items of a source until it fails; `undefined` if the whole source is refused. */
const itemsOf = async (given: Setting): Promise<readonly Item[] | undefined> => {
  const items: Item[] = [];
  try {
    for await (const some of readItems(open(given), given.maxItemBytes)) items.push(...some);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
  }
  return items;
};

/** All bytes of a source before it fails. */
const allOf = async (given: Setting): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of open(given)) chunks.push(chunk);
  } catch {
    // A source can fail anywhere.
  }
  return Buffer.concat(chunks);
};

/** Bytes without separators of items. */
const essence = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replaceAll("\u{ef}\u{bb}\u{bf}", "")
    .replaceAll("\u{1e}", "")
    .replaceAll(/[\s,[\]]/g, "");

// FUZZ_RELAY=100000 is the long mode: this many streams.
const numRuns = Number(process.env["FUZZ_RELAY"] ?? 300);

it(
  "leads to exactly one outcome per item of any bytes, and the counts add up",
  async () => {
    const totals: Record<string, number> = {};
    const note = (what: string, count: number): void => void (totals[what] = (totals[what] ?? 0) + count);

    const run = async (given: Setting) => {
      const { vocabulary, fates, maxItemBytes } = given;
      const items = await itemsOf(given);
      const { counts, sendChunks } = createDestination(fates);
      const aside: SetAside[] = [];
      const onSetAside = (entry: SetAside): void => void aside.push(entry);
      const relayed = relay({ source: open(given), vocabulary, sendChunks, onSetAside, maxItemBytes });
      note("streams", 1);
      if (items === undefined) {
        note("refused streams", 1);
        await expect(relayed).rejects.toThrow(CommandError);
        expect([aside, counts.delivered]).toEqual([[], 0]);
        return;
      }
      const { report, failure } = await relayed;
      const { delivered, invalid, unrecognized, rejected, undelivered, received } = report;
      expect(sum(report)).toBe(received);
      expect(delivered).toBe(counts.delivered);
      expect(rejected).toBe(counts.rejected);
      expect(undelivered).toBeGreaterThanOrEqual(counts.undelivered + counts.silent);
      expect(aside).toHaveLength(invalid + unrecognized + rejected + undelivered);
      if (failure?.kind === "undelivered") expect(received).toBeLessThanOrEqual(items.length);
      else expect(received).toBe(items.length);
      const lines = items.map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((one, other) => one - other));
      note("items", items.length);
      note("delivered", delivered);
      note("invalid", invalid);
      note("unrecognized", unrecognized);
      note("rejected", rejected);
      note("undelivered", undelivered);
      note("failed sources", failure?.kind === "source" ? 1 : 0);
      if (maxItemBytes < defaultMaxItemBytes) return;
      // Each byte is in exactly one item.
      const read = items.map((item) => (item.kind === "whole" ? essence(item.bytes) : "too large"));
      expect(read.join("")).toBe(essence(await allOf(given)));
    };
    await fc.assert(fc.asyncProperty(setting, run), { numRuns });
    if (process.env["FUZZ_RELAY"] !== undefined) process.stdout.write(`${JSON.stringify(totals)}\n`);
  },
  60_000 + numRuns * 200,
);
