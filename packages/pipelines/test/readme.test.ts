import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { toCalls } from "../src/testing/fake-transport.ts";
import { startLoopback } from "../src/testing/loopback.ts";

const folder = new URL("../.readme/", import.meta.url);
/** The README, and the pages of docs/ that belong to the client. */
const pages = ["../README.md", "../../../docs/delivery.md", "../../../docs/durable-delivery.md"];
const blocks = pages
  .map((path) => readFileSync(new URL(path, import.meta.url), "utf8"))
  .flatMap((page) => [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the README and the pages on delivery", () => {
  it("have examples", () => {
    expect(blocks.length).toBeGreaterThan(9);
  });

  it.each(
    blocks.map(
      (code, n) => [code.split("\n").find((line) => line.includes("client")) ?? "no client", n, code] as const,
    ),
  )("runs: %s", async (_, n, code) => {
    await using server = await startLoopback();
    // Examples with their own server get a free port.
    const spare = await startLoopback();
    await spare[Symbol.asyncDispose]();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.stubEnv("PIPELINES_WRITE_KEY", "key");
    mkdirSync(folder, { recursive: true });
    const file = new URL(`block-${n}.ts`, folder);
    const state = JSON.stringify(fileURLToPath(new URL("events.state", folder)));
    const here = code
      .replaceAll('region: "us"', `endpoint: "${server.url}"`)
      .replaceAll('"events.state"', state)
      .replaceAll("4010", new URL(spare.url).port);
    writeFileSync(file, here);
    await import(/* @vite-ignore */ file.href);
    expect(said).not.toHaveBeenCalled();
    expect(warned).not.toHaveBeenCalled();
    const calls = server.received.flatMap(({ body }) => toCalls(body.toString("utf8")));
    if (code.includes(`region: "us"`)) expect(calls.length).toBeGreaterThan(0);
  });
});
