import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { temporaryFolder } from "../src/testing/start-run.ts";
import { readPage, tryPage } from "../src/testing/try-page.ts";

/** `TRY_A_RUN=1` runs the commands: a dozen processes, and an outage. */
const isTried = process.env["TRY_A_RUN"] === "1";

const page = readPage("try-a-run.md");

describe("the page about trying a run", () => {
  it("has settings that are valid", async () => {
    const path = join(await temporaryFolder(), "relay.yaml");
    await writeFile(path, page.blocks("yaml")[0] ?? "");
    expect(await readConfig(path)).toMatchObject({ sources: ["airship", "webhook"], state: "relay.state" });
  });

  if (!isTried) return;

  it("has commands that work in their order", { timeout: 120_000 }, async () => {
    const ports = ["4180", "4181", "8080", "9090"];
    const { folder, exitCode, out, err } = await tryPage(page, {
      ports,
      file: { language: "yaml", name: "relay.yaml" },
    });
    expect([exitCode, err]).toEqual([0, expect.not.stringContaining("error:")]);
    expect(out).toContain('{"confirmed":2000,');
    expect(out).toMatch(/webhook {2}invalid: \/timestamp: expected Unix milliseconds from 2020-01-01/);
    const log = await readFile(join(folder, "relay.log"), "utf8");
    expect([log.match(/destination: recovered/g)?.length, log.includes("nora@example.com")]).toEqual([1, false]);
  });
});
