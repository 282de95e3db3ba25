import { open, readFile, rm, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/start-run.ts";
import { appendLines } from "./append-lines.ts";

/** Makes a file write at most `stepBytes` at a time, and fail like a full disk after `roomBytes`. */
const limit = (file: FileHandle, stepBytes: number, roomBytes: number): FileHandle => {
  const writePart = file.write.bind(file);
  let left = roomBytes;
  const write = (bytes: Buffer, offset: number) => {
    const length = Math.min(stepBytes, left, bytes.length - offset);
    if (length === 0) throw Object.assign(new Error("No room."), { code: "ENOSPC" });
    left -= length;
    return writePart(bytes, offset, length);
  };
  return Object.assign(file, { write });
};

const former = "former\n";
const anyLines = fc
  .array(fc.string({ unit: "grapheme", maxLength: 8 }), { minLength: 1, maxLength: 6 })
  .map((texts) => texts.map((text, index) => ({ line: index + 3, text: `${text.replaceAll("\n", " ")}\n` })));
const textOf = (lines: readonly { readonly text: string }[]): string => lines.map(({ text }) => text).join("");

it("a file gets whole lines, wherever a write stops, and the result has the others", async () => {
  const path = join(await temporaryFolder(), "file");
  await fc.assert(
    fc.asyncProperty(anyLines, fc.integer({ min: 1, max: 9 }), fc.nat(60), async (lines, stepBytes, roomBytes) => {
      await writeFile(path, former);
      const file = await open(path, "a");
      const appended = await appendLines(limit(file, stepBytes, roomBytes), true, lines);
      await file.close();
      const fits = (_: unknown, index: number): boolean =>
        Buffer.byteLength(textOf(lines.slice(0, index + 1))) <= roomBytes;
      const kept = lines.filter(fits);
      const lost = lines.slice(kept.length);
      expect(await readFile(path, "utf8")).toBe(former + textOf(kept));
      expect(appended).toEqual(lost.length === 0 ? { status: "written" } : { status: "failed", code: "ENOSPC", lost });
    }),
  );
});

it("what isn't a regular file isn't truncated", async () => {
  const path = join(await temporaryFolder(), "file");
  const lines = ["one", "two"].map((text, index) => ({ line: index + 1, text: `${text}\n` }));
  const file = await open(path, "a");
  expect(await appendLines(limit(file, 9, 6), false, lines)).toEqual({
    status: "failed",
    code: "ENOSPC",
    lost: lines.slice(1),
  });
  expect(await readFile(path, "utf8")).toBe("one\ntw");
  await rm(path);
  expect(await appendLines(file, false, [])).toEqual({ status: "written" });
  expect(await appendLines(file, true, [])).toEqual({ status: "deleted" });
  await file.close();
});
