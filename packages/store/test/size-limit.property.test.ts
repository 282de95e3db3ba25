import { statSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore, StoreError } from "../src/index.ts";
import { collectGarbage } from "../src/testing/collect-garbage.ts";
import { useFolders } from "../src/testing/folder.ts";

const newPath = useFolders();
const maxBytes = 1_000_000;
const runs = Number(process.env["STORE_RUNS"] ?? 8);

/** What lies on the disk. */
const bytesOf = (path: string): number =>
  ["", "-wal", ".reserve"].reduce(
    (sum, ending) => sum + (statSync(`${path}${ending}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

const chunk = fc.record({
  sizes: fc.array(fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 60_000 })), { minLength: 1, maxLength: 40 }),
  settled: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("the limit of a store", () => {
  it(
    "is never passed by its files, whatever comes; what was refused comes in once the rest is settled",
    { timeout: 20_000 + runs * 500 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(chunk, { minLength: 5, maxLength: 40 }), async (chunks) => {
          if (Math.random() < 0.05) await collectGarbage();
          const path = newPath();
          const store = openStore(path, { maxBytes, rememberIds: 0 });
          let pending: number[] = [];
          const settle = (share: number): void => {
            const count = Math.ceil(pending.length * share);
            store.commit({ settle: pending.slice(0, count) });
            pending = pending.slice(count);
          };
          try {
            for (const { sizes, settled } of chunks) {
              const append = sizes.map((size) => ({ source: "webhook", receivedAt: 0, payload: Buffer.alloc(size) }));
              try {
                pending.push(...store.commit({ append }).numbers);
              } catch (error) {
                expect(error instanceof StoreError && error.code).toBe("full");
              }
              expect(bytesOf(path)).toBeLessThanOrEqual(maxBytes);
              expect(store.stats()).toMatchObject({ pending: pending.length });
              settle(settled);
              expect(bytesOf(path)).toBeLessThanOrEqual(maxBytes);
            }
            settle(1);
            expect([store.hasRoom(300_000), store.hasRoom(maxBytes)]).toEqual([true, false]);
            const half = { source: "webhook", receivedAt: 0, payload: Buffer.alloc(300_000) };
            expect(store.commit({ append: [half] }).numbers).toHaveLength(1);
          } finally {
            store.close();
          }
        }),
        { numRuns: runs, interruptAfterTimeLimit: 15_000 + runs * 400 },
      );
    },
  );
});
