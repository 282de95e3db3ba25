import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/start-run.ts";
import { findSecret, readSecrets } from "./secrets.ts";

const read = (path: string): (() => string) | undefined => findSecret({ AIRSHIP_TOKEN_FILE: path }, "AIRSHIP_TOKEN");

describe("a secret in a file", () => {
  it.each(["t-1", "\uFEFFt-1\r\n", "\n t-1\t"])("has no blanks and marks around it: %j", async (text) => {
    const path = join(await temporaryFolder(), "token");
    writeFileSync(path, text);
    expect(read(path)?.()).toBe("t-1");
  });

  it("is read from a file of its size, and never from a pipe or a device", async () => {
    const folder = await temporaryFolder();
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, "/dev/zero", "/dev/null"]) {
      expect(() => read(path), path).toThrow(/^AIRSHIP_TOKEN_FILE: it must name a file, not a pipe/);
    }
    mkdirSync(join(folder, "folder"));
    expect(() => read(join(folder, "folder"))).toThrow("AIRSHIP_TOKEN_FILE: the file can't be read (EISDIR).");
    writeFileSync(join(folder, "empty"), " \n");
    expect(() => read(join(folder, "empty"))).toThrow("AIRSHIP_TOKEN_FILE: the file is empty.");
    writeFileSync(join(folder, "large"), "t".repeat(70_000));
    expect(() => read(join(folder, "large"))).toThrow("AIRSHIP_TOKEN_FILE: the file is too large to be a secret.");
  });
});

it("a secret is set in one place: an empty variable is none", () => {
  expect(findSecret({ AIRSHIP_TOKEN: " t-1\n", AIRSHIP_TOKEN_FILE: " " }, "AIRSHIP_TOKEN")?.()).toBe("t-1");
  expect(findSecret({ AIRSHIP_TOKEN: " ", AIRSHIP_TOKEN_FILE: "" }, "AIRSHIP_TOKEN")).toBeUndefined();
  expect(() => findSecret({ AIRSHIP_TOKEN: "t-1", AIRSHIP_TOKEN_FILE: "/dev/null" }, "AIRSHIP_TOKEN")).toThrow(
    "Set AIRSHIP_TOKEN or AIRSHIP_TOKEN_FILE, not both.",
  );
});

it("the secrets of a log are those that it must not hold: not a user's name, which may be one of its words", async () => {
  const path = join(await temporaryFolder(), "token");
  writeFileSync(path, "t-1\n");
  const env = { AIRSHIP_TOKEN_FILE: path, NATS_USER: "queue", NATS_PASSWORD: "hunter2", WEBHOOK_SECRET_FILE: "none" };
  expect(readSecrets(env)).toEqual(["t-1", "hunter2"]);
});
