import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "../testing/bundle.ts";
import { openedTimes } from "../testing/events.ts";
import { toCalls } from "../testing/fake-transport.ts";
import { startLoopback } from "../testing/loopback.ts";

const program = `
import { createPipelinesClient } from "./client.mjs";
let said = "code can be made from strings";
try { new Function(""); } catch { said = "no code from strings"; }
const [endpoint, events] = process.argv.slice(2);
const client = createPipelinesClient({ writeKey: "key", endpoint });
const counts = {};
for await (const { status } of client.send(JSON.parse(events))) counts[status] = (counts[status] ?? 0) + 1;
await client.close();
console.log(JSON.stringify({ said, counts }));
`;

it.each(["index.ts", "fetch.ts"] as const)("%s delivers without code generation from strings", async (entry) => {
  const folder = mkdtempSync(join(tmpdir(), "pipelines-no-eval-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "client.mjs"), await bundle(entry));
  writeFileSync(join(folder, "run.mjs"), program);
  await using server = await startLoopback();
  const flags = ["--disallow-code-generation-from-strings", join(folder, "run.mjs")];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [...flags, server.url, JSON.stringify(openedTimes(50))]);
  expect(JSON.parse(stdout)).toEqual({ said: "no code from strings", counts: { delivered: 50 } });
  expect(server.received.flatMap(({ body }) => toCalls(body.toString("utf8")))).toHaveLength(50);
});
