import { describe, expect, it } from "vitest";
import { createStop } from "./stop.ts";

const collect = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

describe("createStop", () => {
  it("changes nothing while nobody requests it", async () => {
    async function* three(): AsyncGenerator<number> {
      yield* [1, 2, 3];
    }
    expect(await collect(createStop().until(three()))).toEqual([1, 2, 3]);
  });

  it("passes errors on", async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error("on fire");
    }
    await expect(collect(createStop().until(failing()))).rejects.toThrow("on fire");
  });

  it("ends a wait that would never end", async () => {
    const stop = createStop();
    async function* silent(): AsyncGenerator<number> {
      yield 1;
      await new Promise(() => undefined);
    }
    const all = collect(stop.until(silent()));
    setImmediate(stop.request);
    expect(await all).toEqual([1]);
  });

  it("reads nothing more once it is requested, and closes what it read from", async () => {
    const stop = createStop();
    const log: string[] = [];
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let n = 1; ; n += 1) {
          log.push(`read ${n}`);
          yield n;
        }
      } finally {
        log.push("closed");
      }
    }
    for await (const n of stop.until(endless())) if (n === 2) stop.request();
    expect(log).toEqual(["read 1", "read 2", "closed"]);
  });
});
