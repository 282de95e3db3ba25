import { rm } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { linkInto, temporaryFolder, writeInto } from "../test-support/temporary-folder.ts";
import { watchFolder } from "./watch-folder.ts";

/** Watches a folder with calls that last until they are told to end. */
const watched = async (links: Readonly<Record<string, string>> = {}) => {
  const root = await temporaryFolder({ "in/a.schema.json": {}, "shared/deep/b.schema.json": {}, "c.schema.json": {} });
  const folder = `${root}/in`;
  await linkInto(folder, links);
  const ended = new AbortController();
  const calls: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const call = () => new Promise<void>((end, fail) => void calls.push({ end, fail }));
  return { root, folder, ended, calls, watching: watchFolder(folder, call, ended.signal) };
};

describe("watchFolder", () => {
  it("calls at once, and once more for a change that comes while it calls", async () => {
    const { folder, ended, calls, watching } = await watched();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await writeInto(folder, "a.schema.json", { title: "A" });
    calls[0]?.end();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.end();
    ended.abort();
    await watching;
  });

  it.each([
    ["a file", { "linked.schema.json": "../c.schema.json" }, "c.schema.json"],
    ["a folder", { linked: "../shared" }, "shared/deep/b.schema.json"],
  ])("calls once more for a change behind a link to %s", async (_, links, changed) => {
    const { root, ended, calls, watching } = await watched(links);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    calls[0]?.end();
    await writeInto(root, changed, { title: "Changed" });
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.end();
    ended.abort();
    await watching;
  });

  it("calls also while a link leads nowhere, and watches where it leads once that is mended", async () => {
    const { root, folder, ended, calls, watching } = await watched({ "linked.schema.json": "../none.schema.json" });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    calls[0]?.end();
    await rm(`${folder}/linked.schema.json`);
    await linkInto(folder, { "linked.schema.json": "../c.schema.json" });
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.end();
    await writeInto(root, "c.schema.json", { title: "C" });
    await vi.waitFor(() => expect(calls).toHaveLength(3));
    calls[2]?.end();
    ended.abort();
    await watching;
  });

  it("ends with the error of a call that fails", async () => {
    const { calls, watching } = await watched();
    const failing = expect(watching).rejects.toThrow("no room");
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    calls[0]?.fail(new Error("no room"));
    await failing;
  });
});
