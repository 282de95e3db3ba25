import { statSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore, StoreError, type Change } from "../src/index.ts";
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

/** Events as a relay adds them, of one source. */
const added = fc
  .record({
    kind: fc.constantFrom("append", "chunk", "chunks", "set aside"),
    sizes: fc.oneof(
      fc.array(fc.nat({ max: 60_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 100 }),
    ),
  })
  .map(({ kind, sizes }) => {
    const payloads = sizes.map((size) => Buffer.alloc(size));
    const events = payloads.map((payload) => ({ source: "webhook", receivedAt: 0, payload }));
    const issue = { pointer: "/a", code: "type", expected: "a text", received: "nothing" } as const;
    const why = { status: "invalid", reason: "no person", issues: [issue] };
    const changes: Readonly<Record<typeof kind, Change>> = {
      append: { append: events },
      chunk: { appendChunks: [{ source: "webhook", receivedAt: 0, payloads }] },
      chunks: { appendChunks: payloads.map((one) => ({ source: "webhook", receivedAt: 0, payloads: [one] })) },
      "set aside": { setAside: events.map((event) => ({ event, ...why })) },
    };
    return { change: changes[kind], bytes: sizes.reduce((sum, size) => sum + size, 0) };
  });

describe("the limit of a store", () => {
  it(
    "is never passed by its files, whatever comes; what was refused comes in once the rest is settled",
    { timeout: 60_000 + runs * 500 },
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

  it("has no room for what it refused until it takes that", { timeout: 60_000 + runs * 500 }, () => {
    fc.assert(
      fc.property(fc.array(added, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 60 }), (all, step) => {
        const store = openStore(newPath(), { maxBytes, rememberIds: 0 });
        const isStored = (change: Change): boolean => {
          try {
            store.commit(change);
            return true;
          } catch (error) {
            expect(error).toMatchObject({ code: "full", message: expect.stringContaining("its limit of") });
            return false;
          }
        };
        try {
          for (const { change, bytes } of all) {
            while (isStored(change));
            for (let left = true; left;) {
              if (store.hasRoom(bytes)) {
                expect(isStored(change)).toBe(true);
                break;
              }
              const { events } = store.pendingPage({ limit: step });
              store.commit({ settle: events.map(({ number }) => number) });
              left = events.length > 0;
            }
          }
        } finally {
          store.close();
        }
      }),
      { numRuns: Math.ceil(runs / 2), interruptAfterTimeLimit: 15_000 + runs * 400 },
    );
  });

  it("leaves the same room where the store was opened with a higher limit, or none, before", () => {
    const path = newPath();
    openStore(path, { rememberIds: 0 }).close();
    const store = openStore(path, { maxBytes, rememberIds: 0 });
    try {
      const half = { source: "webhook", receivedAt: 0, payload: Buffer.alloc(maxBytes / 2) };
      expect(store.hasRoom(maxBytes / 2)).toBe(true);
      expect(store.commit({ append: [half] }).numbers).toHaveLength(1);
      expect(bytesOf(path)).toBeLessThanOrEqual(maxBytes);
    } finally {
      store.close();
    }
  });

  it("has room again for as much as it refused, once it took that", () => {
    const store = openStore(newPath(), { maxBytes, rememberIds: 0 });
    // Of so little, a page takes few events: what was refused tells more than its size.
    const append = Array.from({ length: 2_000 }, () => ({
      source: "webhook",
      receivedAt: 0,
      payload: Buffer.alloc(5),
    }));
    let numbers: readonly number[] = [];
    const fill = (): void => {
      for (;;) numbers = store.commit({ append }).numbers;
    };
    expect(fill).toThrow(expect.objectContaining({ code: "full" }));
    expect(store.hasRoom(10_000)).toBe(false);
    store.commit({ settle: numbers });
    expect(store.commit({ append }).numbers).toHaveLength(2_000);
    expect(store.hasRoom(10_000)).toBe(true);
    store.close();
  });
});
