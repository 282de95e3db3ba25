import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createRoom, type Room } from "./room.ts";

/** Waits for room. Returns whether there was some by now. */
const waitFor = (room: Room) => {
  let isThere = false;
  void room.available().then(() => (isThere = true));
  return async (): Promise<boolean> => {
    await setImmediate();
    return isThere;
  };
};

describe("a room", () => {
  it.each([
    ["events", 10_000, 0],
    ["bytes", 0, 16_000_000],
  ])("is full of so many %s, until one leaves", async (_, events, bytes) => {
    const room = createRoom();
    const one = [Math.sign(events), Math.sign(bytes)] as const;
    room.enter(events - one[0], bytes - one[1]);
    expect(await waitFor(room)()).toBe(true);
    room.enter(...one);
    const isThere = waitFor(room);
    expect(await isThere()).toBe(false);
    room.leave(...one);
    expect(await isThere()).toBe(true);
  });

  it("has none while nothing is wanted, whoever wakes it", async () => {
    let isWanted = false;
    let wake = (): void => undefined;
    const room = createRoom({ isThere: () => isWanted, watch: (onDemand) => void (wake = onDemand) });
    const isThere = waitFor(room);
    room.leave(0, 0);
    wake();
    expect(await isThere()).toBe(false);
    isWanted = true;
    wake();
    expect(await isThere()).toBe(true);
  });

  it("holds up nobody once it is given up", async () => {
    const room = createRoom();
    room.enter(20_000, 0);
    const isThere = waitFor(room);
    expect(await isThere()).toBe(false);
    room.giveUp();
    expect([await isThere(), await waitFor(room)()]).toEqual([true, true]);
  });
});
