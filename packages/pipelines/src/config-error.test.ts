import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPipelinesClient, ConfigError, isConfigError } from "./index.ts";
import { bundle } from "./testing/bundle.ts";

const program = `
import { createRequire } from "node:module";
import * as esm from "./client.mjs";
const cjs = createRequire(import.meta.url)("./client.cjs");
const errorOf = ({ createPipelinesClient }) => {
  try { createPipelinesClient({ writeKey: "" }); } catch (error) { return error; }
};
const recognises = ({ isConfigError, ConfigError }, error) => [isConfigError(error), error instanceof ConfigError];
console.log(JSON.stringify({
  areTwo: esm.ConfigError !== cjs.ConfigError,
  own: [...recognises(esm, errorOf(esm)), ...recognises(cjs, errorOf(cjs))],
  other: [...recognises(esm, errorOf(cjs)), ...recognises(cjs, errorOf(esm))],
  none: [...recognises(esm, new Error("no")), ...recognises(cjs, { name: "ConfigError" })],
}));
`;

describe("a ConfigError", () => {
  it.each(["index.ts", "fetch.ts"] as const)("of %s is recognized by the ESM and the CommonJS build", async (entry) => {
    const folder = mkdtempSync(join(tmpdir(), "pipelines-config-error-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "client.mjs"), await bundle(entry));
    writeFileSync(join(folder, "client.cjs"), await bundle(entry, "cjs"));
    writeFileSync(join(folder, "run.mjs"), program);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "run.mjs")]);
    expect(JSON.parse(stdout)).toEqual({
      areTwo: true,
      own: [true, true, true, true],
      other: [true, true, true, true],
      none: [false, false, false, false],
    });
  });

  it("is distinguished from other values", () => {
    for (const value of [undefined, null, 7, "ConfigError", {}, new TypeError("no"), { name: "ConfigError" }]) {
      expect(isConfigError(value)).toBe(false);
      expect(value instanceof ConfigError).toBe(false);
    }
    expect(() => createPipelinesClient({ writeKey: "" })).toThrow(ConfigError);
  });

  it("of a subclass is distinguished from those of the client", () => {
    class OwnError extends ConfigError {}
    expect(new OwnError("own")).toBeInstanceOf(ConfigError);
    expect(new OwnError("own")).toBeInstanceOf(OwnError);
    expect(new ConfigError("ours")).not.toBeInstanceOf(OwnError);
    expect(isConfigError(new OwnError("own"))).toBe(true);
  });

  it("prints only its name and message", () => {
    const error = new ConfigError("writeKey must be the key and nothing else.");
    expect(String(error)).toBe("ConfigError: writeKey must be the key and nothing else.");
    expect(Object.keys(error)).toEqual(["name"]);
    expect(Object.getOwnPropertySymbols(error)).toEqual([]);
  });
});
