import { expect, it } from "vitest";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { createOffsetWriter } from "./offset-writer.ts";

const place = { source: "airship", partition: 0, partitions: 1 };

const open = (persist: (work: () => Promise<void>) => Promise<boolean>) => {
  const memory = createMemoryQueue();
  const errors: unknown[] = [];
  let puts = 0;
  const writer = createOffsetWriter({
    queue: memory.queue,
    place,
    persist,
    onPut: () => void (puts += 1),
    onFatal: (error) => void errors.push(error),
  });
  return { ...memory, writer, errors, puts: () => puts };
};

const once = async (work: () => Promise<void>): Promise<boolean> => {
  await work();
  return true;
};

it("one offset is put at a time, and of those that come meanwhile only the last", async () => {
  const { before, writer, offsets, puts } = open(once);
  let release = (): void => undefined;
  before(() => new Promise<void>((resolve) => (release = resolve)));
  for (const offset of ["1", "2", "3"]) writer.put(offset);
  expect(offsets).toEqual([]);
  before(async () => undefined);
  release();
  await writer.idle();
  expect([offsets, puts()]).toEqual([["1", "3"], 2]);
  writer.put("4");
  await writer.idle();
  expect(offsets).toEqual(["1", "3", "4"]);
});

it("no offset is put once another process has the place", async () => {
  const { fail, writer, offsets, errors } = open(once);
  fail("fenced");
  writer.put("1");
  await writer.idle();
  expect(errors).toEqual([expect.objectContaining({ code: "fenced" })]);
  fail(undefined);
  writer.put("2");
  await writer.idle();
  expect([offsets, errors.length]).toEqual([[], 1]);
});

it("no offset is put once one was given up", async () => {
  const { writer, offsets, errors } = open(async () => false);
  writer.put("1");
  await writer.idle();
  writer.put("2");
  expect([offsets, errors]).toEqual([[], []]);
});
