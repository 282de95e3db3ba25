import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { runCommand } from "../src/testing/run-command.ts";

const folder = new URL("../../../examples/deploy/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

it("the settings are a valid configuration of a run", async () => {
  const config = await readConfig(fileURLToPath(new URL("relay.yaml", folder)));
  expect(config).toMatchObject({ sources: ["airship", "webhook"], to: "eu" });
});

it.each(["email-events.service", "Dockerfile"])("%s names options and secrets that the program has", async (name) => {
  const text = read(name);
  const { out: help } = await runCommand(["run", "--help"]);
  expect(text).toMatch(/run(?:"?,? "?)--config(?:"?,? "?)\/etc\/email-events\/relay\.yaml/);
  expect(help).toContain("--config");
  for (const [, secret] of text.matchAll(/^Environment=([A-Z_]+)_FILE=/gm)) {
    expect(["AIRSHIP_APP_KEY", "AIRSHIP_TOKEN", "WEBHOOK_SECRET", "PIPELINES_WRITE_KEY"]).toContain(secret);
  }
});

const analyze = "/usr/bin/systemd-analyze";

it.skipIf(!existsSync(analyze))("the unit is one that systemd understands", () => {
  const unit = fileURLToPath(new URL("email-events.service", folder));
  const { stderr, status } = spawnSync(analyze, ["verify", "--man=no", unit], { encoding: "utf8" });
  expect({ status, stderr: stderr.replaceAll(/^.*(?:env|Command).*is not executable.*\n/gm, "") }).toMatchObject({
    status: 0,
  });
});
