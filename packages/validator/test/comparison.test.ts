import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { expect, test } from "vitest";
import * as z from "zod";
import { bulkTracking } from "../src/bulk-tracking.ts";
import { formatIssues } from "../src/format-issues.ts";
import { BulkTrackingEvent } from "../src/zod.ts";

const event = {
  type: "click",
  event_uid: "325128fc-b5a6-11ec-b8dd-000c292d8854",
  timestamp: "1649248573",
  recipient: "nora@example.com",
  url: 7,
};

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

const said = {
  ours: () => {
    const result = bulkTracking.parse(event);
    return result.status === "valid" ? "" : formatIssues(result.issues);
  },
  ajv: () => {
    const ajv = new Ajv2020({ allErrors: true });
    addFormats(ajv);
    const schema = readFileSync(
      new URL(import.meta.resolve("@email-events/core/schemas/bulk-tracking/event.json")),
      "utf8",
    );
    const validate = ajv.compile(JSON.parse(schema) as object);
    validate(event);
    return ajv.errorsText(validate.errors, { separator: "\n" });
  },
  zod: () => z.prettifyError(BulkTrackingEvent.safeParse(event).error ?? new z.ZodError([])),
};

test.each(["ours", "ajv", "zod"] as const)("the README has the output of %s for one event", (judge) => {
  const text = said[judge]();
  expect(text.split("\n").length).toBeGreaterThan(3);
  expect(readme).toContain(`\n\`\`\`text\n${text}\n\`\`\`\n`);
});
