import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { watchFolder } from "./watch-folder.ts";

/** Watches a folder with calls that last until they are told to end. */
const watched = async () => {
  const folder = await temporaryFolder({ "a.schema.json": {} });
  const ended = new AbortController();
  const calls: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const call = () => new Promise<void>((end, fail) => void calls.push({ end, fail }));
  return { folder, ended, calls, watching: watchFolder(folder, call, ended.signal) };
};

describe("watchFolder", () => {
  it("calls at once, and once more for a change that comes while it calls", async () => {
    const { folder, ended, calls, watching } = await watched();
    await expect.poll(() => calls).toHaveLength(1);
    await writeInto(folder, "a.schema.json", { title: "A" });
    calls[0]?.end();
    await expect.poll(() => calls).toHaveLength(2);
    calls[1]?.end();
    ended.abort();
    await watching;
  });

  it("ends with the error of a call that fails", async () => {
    const { calls, watching } = await watched();
    const failing = expect(watching).rejects.toThrow("no room");
    await expect.poll(() => calls).toHaveLength(1);
    calls[0]?.fail(new Error("no room"));
    await failing;
  });
});
