import { expect, it } from "vitest";
import { readFile } from "./read-file.ts";

const fileOf = (size: number) => ({ size, arrayBuffer: () => Promise.resolve(new ArrayBuffer(2)) });

it("reads a file of 100 MB", async () => {
  expect(await readFile(fileOf(100_000_000))).toHaveLength(2);
});

it("asks for a part of a larger one, which the command explain doesn't take either", async () => {
  const reading = readFile(fileOf(250_000_000));
  await expect(reading).rejects.toThrow("The file has 250 MB, and this page reads up to 100 MB. Choose a part of it");
  await expect(reading).rejects.not.toThrow("explain");
});
