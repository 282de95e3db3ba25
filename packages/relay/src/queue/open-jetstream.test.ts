import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { loadJetStream, toConnection } from "./open-jetstream.ts";

const missing = (name: string) =>
  Object.assign(
    new Error(`Cannot find package '${name}' imported from /node_modules/@email-events/jetstream/dist/index.js`),
    { code: "ERR_MODULE_NOT_FOUND" },
  );

describe("the optional package for NATS JetStream", () => {
  it("is loaded where it is installed", async () => {
    expect(await loadJetStream()).toHaveProperty("createJetStreamQueue");
  });

  it("is named with the line that installs it, where it is missing", async () => {
    const loading = loadJetStream(() => Promise.reject(missing("@email-events/jetstream")));
    await expect(loading).rejects.toThrow(CommandError);
    await expect(loading).rejects.toThrow("--nats needs @email-events/jetstream: npm install @email-events/jetstream");
  });

  it("isn't called missing when something else is", async () => {
    const error = missing("@nats-io/jetstream");
    await expect(loadJetStream(() => Promise.reject(error))).rejects.toBe(error);
  });
});

it("a certificate that can't be read is an error that repeats no path", () => {
  const settings = { servers: ["tls://a:4222"], connectTimeoutMs: 1, ca: "/nowhere/hidden" };
  expect(() => toConnection(settings, undefined)).toThrow("--nats-ca: the file can't be read (ENOENT).");
});
