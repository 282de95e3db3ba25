import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { natsServer, withoutNatsServer } from "../src/testing/broker.ts";
import { type Brokers, startBrokers } from "../src/testing/start-brokers.ts";

describe.skipIf(natsServer === undefined)(`the example of README.md${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let folder = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "readme-"));
    brokers = await startBrokers();
  });
  afterAll(async () => {
    await brokers.stop();
    rmSync(folder, { recursive: true });
  });

  it("prints what it says", async () => {
    const code = readFileSync(join(import.meta.dirname, "example.ts"), "utf8");
    const [, printed = ""] = /\/\/ => (.*)$/m.exec(code) ?? [];
    const file = join(folder, "example.ts");
    const sources = pathToFileURL(join(import.meta.dirname, "../src/index.ts")).pathname;
    const [server = ""] = brokers.servers;
    writeFileSync(file, code.replace("@email-events/jetstream", sources).replace("nats://127.0.0.1:4222", server));
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    try {
      await import(/* @vite-ignore */ file);
      expect(log.mock.calls.map((words) => words.map(String).join(" "))).toEqual([printed]);
    } finally {
      log.mockRestore();
    }
  });
});
