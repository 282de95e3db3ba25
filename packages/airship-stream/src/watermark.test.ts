import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWatermark, type Ticket } from "./watermark.ts";

describe("a watermark", () => {
  it("is at the offset that it begins at, until something is settled", () => {
    const watermark = createWatermark("7");
    expect(watermark.committed()).toBe("7");
    const ticket = watermark.enter("8");
    expect(watermark.committed()).toBe("7");
    watermark.settle(ticket);
    expect(watermark.committed()).toBe("8");
    expect(createWatermark().committed()).toBeUndefined();
  });

  it("begins nowhere at null, which databases return for nothing", () => {
    expect(createWatermark(null as never).committed()).toBeUndefined();
  });

  it.each([7, 7n, Number.NaN, true, [], {}, { offset: "7" }])("refuses to begin at %o", (offset) => {
    expect(() => createWatermark(offset as never)).toThrow(
      new TypeError("The offset of a watermark must be a string, or left out."),
    );
  });

  it("stays before what is open, whatever is settled behind it", () => {
    const watermark = createWatermark();
    const [first, second, third] = ["1", "2", "3"].map(watermark.enter);
    if (!first || !second || !third) throw new Error("there are three");
    watermark.settle(third);
    watermark.settle(second);
    expect([watermark.committed(), watermark.pending()]).toEqual([undefined, 3]);
    watermark.settle(first);
    expect([watermark.committed(), watermark.pending()]).toEqual(["3", 0]);
  });

  it("takes a ticket once, and none of another watermark", () => {
    const watermark = createWatermark();
    const first = watermark.enter("1");
    watermark.settle(first);
    watermark.settle(first);
    watermark.enter("2");
    watermark.settle(createWatermark().enter("2"));
    watermark.settle({ offset: "2" });
    expect([watermark.committed(), watermark.pending()]).toEqual(["1", 1]);
  });

  it("tells chunks apart that have the same offset, as after a reconnect", () => {
    const watermark = createWatermark();
    const [first, again] = [watermark.enter("1"), watermark.enter("1")];
    watermark.settle(again);
    expect(watermark.committed()).toBeUndefined();
    watermark.settle(first);
    expect(watermark.committed()).toBe("1");
  });

  it("is at the last offset of the settled beginning, for any order of entering and settling", () => {
    const offsets = fc.array(fc.option(fc.constantFrom("1", "2", "b", "a", "10"), { nil: undefined }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(offsets, fc.infiniteStream(fc.nat()), (entered, choices) => {
        const watermark = createWatermark("begin");
        const all: { readonly ticket: Ticket; isSettled: boolean }[] = [];
        const left = [...entered];
        const check = (): void => {
          const end = all.findIndex(({ isSettled }) => !isSettled);
          const covered = all.slice(0, end === -1 ? all.length : end).map(({ ticket }) => ticket.offset);
          expect(watermark.committed()).toBe(covered.findLast((offset) => offset !== undefined) ?? "begin");
          expect(watermark.pending()).toBe(all.length - covered.length);
        };
        for (;;) {
          const open = all.filter(({ isSettled }) => !isSettled);
          const choice = choices.next().value % (open.length + Math.sign(left.length) || 1);
          const chosen = open[choice];
          if (chosen !== undefined) {
            chosen.isSettled = true;
            watermark.settle(chosen.ticket);
          } else if (left.length > 0) all.push({ ticket: watermark.enter(left.shift()), isSettled: false });
          else break;
          check();
        }
        expect(watermark.pending()).toBe(0);
      }),
    );
  });

  it("holds what is open, and not all that came since", () => {
    const watermark = createWatermark();
    const kept = watermark.enter("0");
    watermark.settle(kept);
    for (let serial = 1; serial <= 100_000; serial += 1) watermark.settle(watermark.enter(String(serial)));
    expect(Object.values(kept)).toEqual(["0", {}, true, undefined]);
    expect(watermark.committed()).toBe("100000");
  });
});
