import { describe, expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

/** A task whose runs end when they are told to. */
const heldTask = () => {
  const runs: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const task = () => new Promise<void>((end, fail) => void runs.push({ end, fail }));
  return { runs, ask: oneAtATime(task) };
};

describe("oneAtATime", () => {
  it("runs a task once more after the run in which it was asked for again", async () => {
    const { runs, ask } = heldTask();
    const first = ask();
    await Promise.resolve();
    const more = [ask(), ask(), ask()];
    await Promise.resolve();
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await first;
    await Promise.resolve();
    expect(runs).toHaveLength(2);
    runs[1]?.end();
    await Promise.all(more);
    expect(runs).toHaveLength(2);
  });

  it("runs again for what is asked after all is over", async () => {
    const { runs, ask } = heldTask();
    for (const count of [1, 2]) {
      const asked = ask();
      await Promise.resolve();
      expect(runs).toHaveLength(count);
      runs.at(-1)?.end();
      await asked;
    }
  });

  it("fails like its run, and runs no more", async () => {
    const { runs, ask } = heldTask();
    const first = ask();
    await Promise.resolve();
    const second = ask();
    runs[0]?.fail(new Error("no room"));
    await expect(first).rejects.toThrow("no room");
    await expect(second).rejects.toThrow("no room");
    expect(runs).toHaveLength(1);
  });
});
