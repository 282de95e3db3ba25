import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as mapping from "./index.ts";

const page = readFileSync(new URL("../../../../docs/write-a-mapper.md", import.meta.url), "utf8");

test.each(Object.keys(mapping))("the table of exports has %s", (name) => {
  expect(page.slice(page.indexOf("## API"))).toMatch(new RegExp(`\`${name}\\b`));
});
