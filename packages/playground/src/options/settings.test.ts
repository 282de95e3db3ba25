import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mapperOptionList, mappings, sourceVocabularyNames } from "@email-events/diagnose/sources";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSetting, noSettings, toCode, toCommand, toMapperOptions, toWords } from "./settings.ts";

const settings = new Map([
  ["airship.opens", ["both"]],
  ["airship.forward.delay", ["It's $delayed"]],
  ["bulk-tracking.additional.userId", ["customer", "user_id"]],
  ["bulk-tracking.additional.list_id", [""]],
]);

describe("settings of the mappers", () => {
  it("become the options of the mappers, which accept them", () => {
    const options = toMapperOptions(mapperOptionList, settings);
    expect(options).toEqual({
      airship: { opens: "both", forward: { delay: "It's $delayed" } },
      "bulk-tracking": { additional: { userId: ["customer", "user_id"], list_id: [] } },
    });
    expect(() => mappings.airship.createMapper(options.airship ?? {})).not.toThrow();
    expect(() => mappings["bulk-tracking"].createMapper(options["bulk-tracking"] ?? {})).not.toThrow();
  });

  it("have no effect under a name that no option has", () => {
    expect(toMapperOptions(mapperOptionList, new Map([["__proto__.polluted", ["1"]]]))).toEqual({});
  });

  it("go back to the default without values", () => {
    expect(changeSetting(settings, "airship.opens", []).has("airship.opens")).toBe(false);
    expect(toCommand(noSettings)).toBe("npx @email-events/relay explain FILE");
  });

  it("become a command that a shell takes as it is, whatever the values", () => {
    const anyUnit = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 1 }),
      fc.constantFrom("\u001b", "\r", "\t", "\u202e", "'"),
    );
    const anyText = fc.string({ unit: anyUnit }).filter((text) => !text.includes("\0") && text.isWellFormed());
    const run = (given: readonly string[]): void => {
      const command = toCommand(new Map([["airship.forward.delay", given]]));
      const script = `npx() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
      const words = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
      const asked = toWords(new Map([["airship.forward.delay", given]]));
      expect(words).toEqual(["@email-events/relay", "explain", "FILE", ...asked.flatMap((word) => ["--map", word])]);
    };
    run(["'; touch /tmp/never #", "$(id) `id` !! \\ \n ~", "\u0003\ntouch /tmp/never\n", "\u001b[201~ü\u202e\r\t"]);
    fc.assert(fc.property(fc.array(anyText, { maxLength: 3 }), run), { numRuns: 20 });
  });

  it("become a command without characters that a terminal obeys when it is pasted, since they may come with a link", () => {
    const command = toCommand(new Map([["airship.forward.delay", ["\u0003\u001b[201~", "\u202eb\u009c\r"]]]));
    expect(command).toMatch(/^[\x20-\x7e]+$/);
  });

  it.each(sourceVocabularyNames)("become code that calls what the package of %s exports", (vocabulary) => {
    const [, name = "none"] = /import \{ (\w+) \}/.exec(toCode({ [vocabulary]: {} })) ?? [];
    const exported = readFileSync(new URL(`../../../${vocabulary}/src/index.ts`, import.meta.url), "utf8");
    expect(exported).toContain(`export { ${name} }`);
  });

  it("become code with a capital after a digit, as the scaffold of a vocabulary has it", () => {
    expect(toCode({ ["az-b2b" as string]: {} })).toContain("import { createAzB2BMapper }");
  });

  it("become code", () => {
    const code = toCode(toMapperOptions(mapperOptionList, settings));
    expect(code).toBe(`import { createAirshipMapper } from "@email-events/airship";

export const mapAirship = createAirshipMapper({
  opens: "both",
  forward: {
    delay: "It's $delayed",
  },
});

import { createBulkTrackingMapper } from "@email-events/bulk-tracking";

export const mapBulkTracking = createBulkTrackingMapper({
  additional: {
    userId: [
      "customer",
      "user_id",
    ],
    list_id: [],
  },
});
`);
  });
});
