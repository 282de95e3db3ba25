import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { main } from "../main.ts";

export const coupon = { title: "Coupon", type: "object", required: ["code"], properties: { code: { type: "string" } } };

/** Runs the program, and returns its exit code and output. */
export const run = async (args: readonly string[], signal?: AbortSignal) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => void lines.push(line), error: (line: string) => void errors.push(line) };
  return { exitCode: await main(args, terminal, signal), out: lines.join("\n"), error: errors.join("\n") };
};

/** A folder of schemas, an output folder, and the arguments for generation. */
export const project = async (schemas: Readonly<Record<string, unknown>> = { "coupon.schema.json": coupon }) => {
  const root = await temporaryFolder();
  for (const [name, schema] of Object.entries(schemas)) await writeInto(root, join("schemas", name), schema);
  const [from, to] = [join(root, "schemas"), join(root, "out")];
  return { from, to, args: ["generate", "--schemas", from, "--out", to] };
};
