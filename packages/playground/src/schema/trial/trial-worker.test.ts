import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTrialWorker } from "./trial-worker.ts";
import type { Trial } from "./try-schema.ts";

const answer: Trial = { sentence: "1 type.", refusals: [], notes: [] };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a trial", () => {
  it("that takes longer than a minute is stopped, with a sentence", async () => {
    const close = vi.fn<() => void>();
    const { trySchema } = createTrialWorker({ trial: () => new Promise(() => undefined), close });
    const tried = expect(trySchema("{}", "", "")).rejects.toThrow("it takes longer than 60 s");
    await vi.advanceTimersByTimeAsync(60_000);
    await tried;
    expect(close).toHaveBeenCalledOnce();
  });

  it("that has an answer, or a newer one after it, isn't stopped", async () => {
    const close = vi.fn<() => void>();
    const answers = [new Promise<Trial>(() => undefined), Promise.resolve(answer)];
    const { trySchema } = createTrialWorker({ trial: () => answers.shift() ?? Promise.reject(new Error()), close });
    void trySchema("{", "", "");
    expect(await trySchema("{}", "", "")).toBe(answer);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(close).not.toHaveBeenCalled();
  });

  it("that fails says why", async () => {
    const { trySchema } = createTrialWorker({
      trial: () => Promise.reject(new Error("no worker")),
      close: () => undefined,
    });
    await expect(trySchema("{}", "", "")).rejects.toThrow("no worker");
  });
});
