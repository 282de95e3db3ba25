import * as fc from "fast-check";
import { describe, it, expect } from "vitest";
import type { EventStore } from "./event-store.ts";
import { openOperator } from "./open-operator.ts";
import { openStore } from "./open-store.ts";
import type { NewEvent, SetAsideReason } from "./stored-event.ts";
import { collectGarbage } from "./testing/collect-garbage.ts";
import { useFolders } from "./testing/folder.ts";

const newPath = useFolders();

/** What a store should hold, in memory. */
interface Model {
  last: number;
  readonly pending: Map<number, NewEvent>;
  readonly setAside: Map<number, { readonly event: NewEvent; readonly why: SetAsideReason; readonly isRetry: boolean }>;
  readonly offsets: Map<string, string>;
  seen: readonly string[];
}

interface Real {
  store: EventStore;
  readonly path: string;
}

const rememberIds = 20;
const open = (path: string): EventStore => openStore(path, { rememberIds, now: () => 0 });

const event = fc.record(
  {
    source: fc.constantFrom("webhook", "stream", "\0"),
    payload: fc.uint8Array({ maxLength: 40 }),
    receivedAt: fc.nat(),
    id: fc.string({ unit: "binary", maxLength: 5 }),
  },
  { requiredKeys: ["source", "payload", "receivedAt"] },
);
const chunk = fc.record({
  source: fc.constantFrom("webhook", "stream", "\0"),
  payloads: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
  receivedAt: fc.nat(),
});
const why = fc.record({
  status: fc.constantFrom("invalid", "rejected"),
  reason: fc.string(),
  issues: fc.array(
    fc.record({ pointer: fc.string(), code: fc.string(), expected: fc.string(), received: fc.string() }),
    { maxLength: 2 },
  ),
});
/** So few that what is set aside is often tried again, and settled then. */
const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
const someNumbers = (maxLength: number) => fc.shuffledSubarray(numbers, { maxLength });

const commitCommand = fc
  .record({
    append: fc.array(event, { maxLength: 5 }),
    chunks: fc.array(chunk, { maxLength: 2 }),
    settle: someNumbers(8),
    move: fc.array(fc.tuple(fc.constantFrom(...numbers), why), { maxLength: 3 }),
    others: fc.array(fc.tuple(event, why), { maxLength: 2 }),
    offsets: fc.dictionary(fc.constantFrom("a", "b"), fc.string()),
    remember: fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 15 }),
    asks: fc.boolean(),
  })
  .map(({ append, chunks, settle, move, others, offsets, remember, asks }) => ({
    check: () => true,
    toString: () =>
      `commit ${JSON.stringify({ settle, move, remember })} +${append.length} +${chunks.map(({ payloads }) => payloads.length).join()} +${others.length}`,
    run(model: Model, { store }: Real) {
      const unseen = [...new Set(remember)].filter((id) => !model.seen.includes(id));
      const committed = store.commit({
        append,
        appendChunks: chunks,
        settle,
        setAside: [
          ...move.map(([number, words]) => ({ number, ...words })),
          ...others.map(([one, words]) => ({ event: one, ...words })),
        ],
        offsets,
        ...(asks ? { rememberUnseen: [...new Set(remember)].filter((id) => !store.hasSeen(id)) } : { remember }),
      });
      for (const number of settle) {
        model.pending.delete(number);
        if (model.setAside.get(number)?.isRetry) model.setAside.delete(number);
      }
      const moved = move.filter(([number, words]) => {
        const found = model.pending.get(number) ?? model.setAside.get(number)?.event;
        if (!found) return false;
        model.pending.delete(number);
        model.setAside.set(number, { event: found, why: words, isRetry: false });
        return true;
      });
      const added = others.map(([one, words]) => {
        model.last += 1;
        model.setAside.set(model.last, { event: one, why: words, isRetry: false });
        return model.last;
      });
      const inChunks = chunks.flatMap(({ payloads, ...rest }) => payloads.map((payload) => ({ ...rest, payload })));
      const appended = [...append, ...inChunks].map((one) => {
        model.last += 1;
        model.pending.set(model.last, one);
        return model.last;
      });
      for (const [source, offset] of Object.entries(offsets)) model.offsets.set(source, offset);
      model.seen = [...model.seen, ...unseen].slice(-rememberIds);
      expect(committed).toEqual({
        numbers: appended,
        setAside: [...moved.map(([number]) => number), ...added],
        refusedOffsets: [],
      });
    },
  }));

const operatorCommand = fc.record({ retry: someNumbers(12), drop: someNumbers(2) }).map(({ retry, drop }) => ({
  check: () => true,
  toString: () => `operator ${JSON.stringify({ retry, drop })}`,
  run(model: Model, { path }: Real) {
    const operator = openOperator(path);
    expect(operator.drop(drop)).toBe(drop.filter((number) => model.setAside.delete(number)).length);
    expect(operator.retry(retry)).toBe(retry.filter((number) => model.setAside.has(number)).length);
    for (const number of retry) {
      const one = model.setAside.get(number);
      if (one) model.setAside.set(number, { ...one, isRetry: true });
    }
    operator.close();
  },
}));

const compareCommand = fc
  .record({ limit: fc.integer({ min: 1, max: 6 }), isReopened: fc.boolean() })
  .map(({ limit, isReopened }) => ({
    check: () => true,
    toString: () => `compare by pages of ${limit}${isReopened ? ", reopened" : ""}`,
    run(model: Model, real: Real) {
      if (isReopened) {
        real.store.close();
        real.store = open(real.path);
        for (const source of ["a", "b"]) real.store.readOffset(source);
      }
      const { store, path } = real;
      const pending: unknown[] = [];
      for (let after: number | undefined = 0; after !== undefined;) {
        const { events, next, damaged }: ReturnType<EventStore["pendingPage"]> = store.pendingPage({ after, limit });
        expect(damaged).toEqual([]);
        pending.push(...events);
        after = next;
      }
      const sorted = <T>(map: ReadonlyMap<number, T>) => [...map].toSorted(([a], [b]) => a - b);
      expect(pending).toEqual(sorted(model.pending).map(([number, one]) => ({ ...one, number })));
      const operator = openOperator(path);
      const listed = operator.list({ limit: 1_000 }).events;
      expect(listed.map((one) => ({ ...one, payload: operator.show(one.number)?.payload }))).toEqual(
        sorted(model.setAside).map(([number, { event: one, why: words, isRetry }]) => ({
          ...one,
          ...words,
          number,
          isRetry,
          setAsideAt: 0,
          sizeBytes: one.payload.length,
        })),
      );
      operator.close();
      const ids = Array.from({ length: 61 }, (_, id) => String(id));
      expect(ids.filter((id) => store.hasSeen(id))).toEqual(ids.filter((id) => model.seen.includes(id)));
      for (const source of ["a", "b"]) expect(store.readOffset(source)).toBe(model.offsets.get(source));
      expect(store.stats()).toMatchObject({
        pending: model.pending.size,
        setAside: model.setAside.size,
        retries: [...model.setAside.values()].filter(({ isRetry }) => isRetry).length,
      });
    },
  }));

const runs = Number(process.env["STORE_RUNS"] ?? 25);

describe("a store", () => {
  it("holds what a model in memory holds, whatever is done to both", { timeout: 60_000 + runs * 500 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([commitCommand, operatorCommand, compareCommand], { maxCommands: 15 }),
        async (commands) => {
          if (Math.random() < 0.02) await collectGarbage();
          const path = newPath();
          const real: Real = { path, store: open(path) };
          try {
            const model: Model = { last: 0, pending: new Map(), setAside: new Map(), offsets: new Map(), seen: [] };
            fc.modelRun(() => ({ model, real }), commands);
          } finally {
            real.store.close();
          }
        },
      ),
      // A failure takes minutes to shrink, with a file or two for each attempt.
      { numRuns: runs, interruptAfterTimeLimit: 15_000 + runs * 400 },
    );
  });
});
