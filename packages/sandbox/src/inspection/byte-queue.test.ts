import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createByteQueue } from "./byte-queue.ts";

it("returns what was appended, wherever segments end, and holds little more than what isn't released", () => {
  const steps = fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 40 }), keep: fc.nat({ max: 5 }) }));
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 16 }), (all, segmentBytes) => {
      const queue = createByteQueue(segmentBytes);
      const kept: { readonly bytes: Uint8Array; readonly place: number }[] = [];
      for (const { bytes, keep } of all) {
        kept.push({ bytes, place: queue.append(bytes) });
        kept.splice(0, kept.length - keep);
        const end = queue.append(new Uint8Array(0));
        queue.release(kept[0]?.place ?? end);
        for (const one of kept) expect([...queue.read(one.place, one.bytes.length)]).toEqual([...one.bytes]);
        const keptBytes = kept.reduce((sum, one) => sum + one.bytes.length, 0);
        expect(queue.allocatedBytes()).toBeLessThanOrEqual(keptBytes + 3 * segmentBytes);
      }
    }),
    { numRuns: 200 },
  );
});

it("copies: what is read stays, whatever comes later", () => {
  const queue = createByteQueue(4);
  const read = queue.read(queue.append(Buffer.from("kept")), 4);
  queue.release(queue.append(new Uint8Array(0)));
  queue.append(Buffer.from("later, in the same memory"));
  expect(read.toString("utf8")).toBe("kept");
});
