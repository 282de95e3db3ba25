import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const readme = read("README.md");

it.each([
  ["node-http", "createAdaptorServer({ fetch: handle, overrideGlobalObjects: false })"],
  ["express", 'app.post("/events", getRequestListener(handle, { overrideGlobalObjects: false }))'],
  ["hono", 'app.post("/events", (context) => handle(context.req.raw))'],
])("shows the line of a recipe as it is: %s", (name, line) => {
  expect(readme).toContain(line);
  expect(read(`recipes/${name}.ts`)).toContain(line);
});
