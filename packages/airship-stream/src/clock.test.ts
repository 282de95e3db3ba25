import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a timer of the system", () => {
  it("fires after its time, once", () => {
    const callback = vi.fn();
    systemClock.after(1_000, callback);
    vi.advanceTimersByTime(999);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it("doesn't fire at once where its time is longer than a timer can be", () => {
    const callback = vi.fn();
    systemClock.after(2 ** 40, callback);
    vi.advanceTimersByTime(2 ** 31 - 2);
    expect(callback).not.toHaveBeenCalled();
  });

  it("never fires once it is canceled", () => {
    const cancel = systemClock.after(1_000, () => expect.unreachable());
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
