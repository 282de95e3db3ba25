import * as fc from "fast-check";
import { expect } from "vitest";
import type { ConsumedChunk, OffsetPlace, Queue, Reject } from "../queue/queue.ts";

/** What is done with a queue, one thing after the other. */
export type QueueStep =
  | { readonly kind: "publish"; readonly lines: number }
  | { readonly kind: "take" }
  /**
   * Settles a chunk that is out. Every `asideEach`th event is set aside (none if it is 1), and of the others, every
   * `againEach`th comes again.
   */
  | { readonly kind: "ack"; readonly which: number; readonly asideEach: number; readonly againEach: number }
  | { readonly kind: "release"; readonly which: number }
  | { readonly kind: "setAside" }
  | { readonly kind: "putOffset" };

const anyCount = fc.integer({ min: 1, max: 5 });

/** Any steps, of which some do nothing, such as taking a chunk where none waits. */
export const anyQueueSteps: fc.Arbitrary<readonly QueueStep[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("publish"), lines: anyCount } as const) },
    fc.record({ kind: fc.constant("take") } as const),
    fc.record({
      kind: fc.constant("ack"),
      which: fc.nat(),
      asideEach: fc.integer({ min: 1, max: 4 }),
      againEach: fc.integer({ min: 2, max: 4 }),
    } as const),
    fc.record({ kind: fc.constant("release"), which: fc.nat() } as const),
    fc.record({ kind: fc.constant("setAside") } as const),
    fc.record({ kind: fc.constant("putOffset") } as const),
  ),
  { maxLength: 30 },
);

const place: OffsetPlace = { source: "airship", partition: 0, partitions: 1 };
const textOf = (line: Uint8Array): string => Buffer.from(line).toString();

const toReject = (line: Uint8Array, index: number): Reject => ({
  id: textOf(line),
  index,
  payload: line,
  status: "rejected",
  reason: "refused",
  issues: [],
});

/** Follows what a queue must hold. */
const createModel = () => {
  const waiting = new Map<string, number>();
  const aside = new Set<string>();
  return {
    waiting,
    aside,
    /** Checks that what came was waiting, and takes it out. */
    took: ({ lines, attempt, problem }: ConsumedChunk): void => {
      expect(problem).toBeUndefined();
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines.map(textOf)) {
        expect(waiting.get(line)).toBe(attempt);
        waiting.delete(line);
      }
    },
    comesAgain: ({ lines, attempt }: ConsumedChunk, indexes: readonly number[]): void => {
      for (const index of indexes) waiting.set(textOf(lines[index] ?? Buffer.alloc(0)), attempt + 1);
    },
  };
};

/** Splits the indexes of a chunk into those that are set aside, those that come again, and the rest. */
const splitIndexes = ({ lines }: ConsumedChunk, asideEach: number, againEach: number) => {
  const indexes = [...lines.keys()];
  const aside = indexes.filter((index) => asideEach > 1 && index % asideEach === 0);
  return { aside, again: indexes.filter((index) => !aside.includes(index) && index % againEach === 1) };
};

/**
 * Does steps with a queue, and checks after each what the port promises: each event comes until it is settled, and
 * only then; with the number of the attempt; what is set aside is kept once; and an offset is the one that was put last.
 *
 * @param onStep - Called after each step with how many events aren't settled.
 * @returns The ids of what is set aside, in order.
 */
export const checkQueue = async (
  queue: Queue,
  steps: readonly QueueStep[],
  onStep: (unsettled: number) => void = () => undefined,
): Promise<readonly string[]> => {
  const model = createModel();
  const out: ConsumedChunk[] = [];
  const ending = new AbortController();
  const chunks = queue.consume({ signal: ending.signal, concurrency: 1_000 })[Symbol.asyncIterator]();
  let names = 0;
  let offset = await queue.claimOffset(place);
  const nextName = (): string => `event ${(names += 1)}`;
  const take = async (): Promise<void> => {
    const { value, done } = await chunks.next();
    expect(done).not.toBe(true);
    const chunk: ConsumedChunk = value;
    model.took(chunk);
    out.push(chunk);
  };
  /** Picks a chunk that is out, or else the next one, if there is any. */
  const pick = async (which: number): Promise<ConsumedChunk | undefined> => {
    if (out.length === 0 && model.waiting.size > 0) await take();
    return out.splice(which % out.length, 1)[0];
  };
  const settle = async (chunk: ConsumedChunk, asideEach: number, againEach: number): Promise<void> => {
    const { aside, again } = splitIndexes(chunk, asideEach, againEach);
    const setAside = aside.map((index) => toReject(chunk.lines[index] ?? Buffer.alloc(0), index));
    await chunk.ack({ setAside, again, remember: [] });
    for (const { id } of setAside) model.aside.add(id);
    model.comesAgain(chunk, again);
  };
  const run = async (step: QueueStep): Promise<void> => {
    switch (step.kind) {
      case "publish": {
        const lines = Array.from({ length: step.lines }, () => nextName());
        await queue.publish({
          source: "webhook",
          partition: 0,
          lines: lines.map((line) => Buffer.from(line)),
          receivedAt: 1_000,
          id: `${lines[0]} ${lines.length}`,
        });
        for (const line of lines) model.waiting.set(line, 1);
        return;
      }
      case "take":
        return model.waiting.size === 0 ? undefined : take();
      case "ack": {
        const chunk = await pick(step.which);
        return chunk === undefined ? undefined : settle(chunk, step.asideEach, step.againEach);
      }
      case "release": {
        const chunk = await pick(step.which);
        if (chunk === undefined) return;
        chunk.release(1);
        model.comesAgain(chunk, [...chunk.lines.keys()]);
        return;
      }
      case "setAside": {
        const name = nextName();
        await queue.setAside("webhook", [toReject(Buffer.from(name), 0)]);
        model.aside.add(name);
        return;
      }
      case "putOffset":
        offset = nextName();
        await queue.putOffset(place, offset);
        expect(await queue.claimOffset(place)).toBe(offset);
    }
  };

  for (const step of steps) {
    await run(step);
    onStep(model.waiting.size + out.reduce((sum, { lines }) => sum + lines.length, 0));
  }
  expect(await queue.claimOffset(place)).toBe(offset);
  for (const chunk of out.splice(0)) await settle(chunk, 1, 6);
  while (model.waiting.size > 0) {
    await take();
    for (const chunk of out.splice(0)) await chunk.ack();
  }
  ending.abort();
  await chunks.return?.();
  return [...model.aside].toSorted();
};
