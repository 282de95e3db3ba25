import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../testing/run-command.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relay-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const save = (content: string): string => {
  const path = join(folder, "relay.yaml");
  writeFileSync(path, content);
  return path;
};

const env = {
  AIRSHIP_APP_KEY: "hunter2",
  AIRSHIP_TOKEN_FILE: "/run/hunter3",
  AIRSHIP_TOKEN: " ",
  WEBHOOK_SECRET: "a",
  WEBHOOK_SECRET_FILE: "b",
};

describe("config print", () => {
  it("prints the settings with their defaults, and which secrets are set by which variable", async () => {
    const path = save("dedupe: 10\nsources: [airship]\nairship: { region: eu, start: latest }\n");
    const { exitCode, out, err } = await runCommand(["config", "print", "--config", path], { env });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toBe(
      [
        "grace: 30s",
        "dedupe: 10",
        "deadline: 600",
        "sources:",
        "  - airship",
        "airship:",
        "  region: eu",
        "  start: latest",
        "# AIRSHIP_APP_KEY: set by AIRSHIP_APP_KEY",
        "# AIRSHIP_TOKEN: set by AIRSHIP_TOKEN_FILE",
        "# AIRSHIP_MASTER_SECRET: not set",
        "# WEBHOOK_SECRET: set by WEBHOOK_SECRET and WEBHOOK_SECRET_FILE; run takes only one of them",
        "# PIPELINES_WRITE_KEY: not set",
        "# NATS_CREDENTIALS: not set",
        "# NATS_NKEY_SEED: not set",
        "# NATS_TOKEN: not set",
        "# NATS_USER: not set",
        "# NATS_PASSWORD: not set",
        "",
      ].join("\n"),
    );
    // What is printed is a configuration file with the same settings.
    const again = await runCommand(["config", "print", "--config", save(out)], { env });
    expect(again.out).toBe(out);
  });

  it("prints JSON", async () => {
    const { out } = await runCommand(["config", "print", "--config", save("to: eu"), "--report=json"], { env });
    expect(JSON.parse(out)).toEqual({
      settings: { grace: "30s", dedupe: 1_000_000, deadline: 600, to: "eu" },
      secrets: {
        AIRSHIP_APP_KEY: ["AIRSHIP_APP_KEY"],
        AIRSHIP_TOKEN: ["AIRSHIP_TOKEN_FILE"],
        AIRSHIP_MASTER_SECRET: [],
        WEBHOOK_SECRET: ["WEBHOOK_SECRET", "WEBHOOK_SECRET_FILE"],
        PIPELINES_WRITE_KEY: [],
        NATS_CREDENTIALS: [],
        NATS_NKEY_SEED: [],
        NATS_TOKEN: [],
        NATS_USER: [],
        NATS_PASSWORD: [],
      },
    });
  });

  it("ends with 2 and a line for each problem", async () => {
    const path = save("source: [airship]\nwriteKey: hunter2\n");
    expect(await runCommand(["config", "print", "--config", path])).toEqual({
      exitCode: 2,
      out: "",
      err: [
        `error: ${path} has 2 problems:`,
        "  source: unknown key (did you mean sources?)",
        "  writeKey: secrets are not read from this file; set PIPELINES_WRITE_KEY or PIPELINES_WRITE_KEY_FILE",
        "",
      ].join("\n"),
    });
    expect((await runCommand(["config", "print"])).err).toBe(
      "error: --config is required (configuration file, JSON or YAML)\n",
    );
  });
});
