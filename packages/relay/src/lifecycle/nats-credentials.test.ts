import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/start-run.ts";
import { findNatsCredentials } from "./nats-credentials.ts";

describe("the credentials of a queue", () => {
  it.each([
    [{}, undefined],
    [{ NATS_TOKEN: " t\n" }, { token: "t" }],
    [{ NATS_NKEY_SEED: "SUA" }, { nkeySeed: "SUA" }],
    [
      { NATS_USER: "u", NATS_PASSWORD: "p" },
      { user: "u", password: "p" },
    ],
    [{ NATS_CREDENTIALS: "-----BEGIN" }, { creds: "-----BEGIN" }],
  ])("%j", (env, found) => {
    expect(findNatsCredentials(env)).toEqual(found);
  });

  it("are read from the file that a variable names", async () => {
    const file = join(await temporaryFolder(), "relay.creds");
    await writeFile(file, "-----BEGIN NATS USER JWT-----\nabc\n");
    expect(findNatsCredentials({ NATS_CREDENTIALS_FILE: file })).toEqual({
      creds: "-----BEGIN NATS USER JWT-----\nabc",
    });
  });

  it.each([
    [{ NATS_USER: "u" }, "Set NATS_USER and NATS_PASSWORD, or ..._FILE of each; or neither of them."],
    [{ NATS_PASSWORD: "hunter2" }, "Set NATS_USER and NATS_PASSWORD, or ..._FILE of each; or neither of them."],
    [{ NATS_TOKEN: "hunter2", NATS_USER: "u", NATS_PASSWORD: "hunter2" }, /^Set one of NATS_CREDENTIALS, /],
    [{ NATS_CREDENTIALS_FILE: "/nowhere/hunter2" }, "NATS_CREDENTIALS_FILE: the file can't be read (ENOENT)."],
  ])("that contradict each other, or can't be read, are an error: %j", (env, message) => {
    expect(() => findNatsCredentials(env)).toThrow(message);
    expect(() => findNatsCredentials(env)).not.toThrow("hunter2");
  });
});
