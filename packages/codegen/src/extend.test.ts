import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { generate } from "./generate.ts";
import { installCore } from "./testing/install-core.ts";

const root = resolve(import.meta.dirname, "../../..");

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

const blockOf = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? "";

/** The schema that the README shows. */
const schema: unknown = JSON.parse(blockOf("json"));

const usage = `declare const console: { log: (...values: unknown[]) => void };
import type { EmailOpenedWithCoupon } from "./out/types.js";
import { isEmailOpenedWithCoupon, issuesOfEmailOpenedWithCoupon } from "./out/validators.js";
import { EmailOpenedWithCoupon as zodSchema } from "./out/zod.js";
import * as z from "zod";

export const event: EmailOpenedWithCoupon = {
  type: "track",
  event: "Email Opened",
  userId: "reader-4711",
  properties: { email_id: "spring", coupon_code: "SPRING" },
};
// @ts-expect-error the event's name is still ours
export const misnamed: EmailOpenedWithCoupon = { ...event, event: "Email Open" };
// @ts-expect-error the team's property is needed
export const lacking: EmailOpenedWithCoupon = { ...event, properties: { email_id: "spring" } };
export const parsed: EmailOpenedWithCoupon = zodSchema.parse(event);
export const same: z.output<typeof zodSchema> = event;
const unknown: unknown = event;
if (isEmailOpenedWithCoupon(unknown)) unknown.properties.coupon_code satisfies string;
const wrong = { ...event, properties: { email_id: "b", couponCode: "c" } };
console.log(JSON.stringify([isEmailOpenedWithCoupon(event), issuesOfEmailOpenedWithCoupon(wrong)]));
`;

const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: "ES2022",
    module: "NodeNext",
    skipLibCheck: true,
    types: [],
  },
  files: ["use.ts"],
};

const teamFolder = async (): Promise<string> => {
  const folder = await temporaryFolder({
    "schemas/email-opened-with-coupon.schema.json": schema,
    "use.ts": usage,
    "tsconfig.json": tsconfig,
    "package.json": { type: "module" },
  });
  await installCore(folder);
  const zod = createRequire(join(root, "packages/validator/package.json")).resolve("zod/package.json");
  await symlink(resolve(zod, ".."), join(folder, "node_modules/zod"));
  return folder;
};

const run = promisify(execFile);

const tsc = join(root, "node_modules/.bin/tsc");

describe("a team's schema that extends one of ours by package path", () => {
  it("gives types, validators and zod that hold both, and run once compiled by a plain tsc --outDir", async () => {
    const folder = await teamFolder();
    const { files } = await generate({ schemas: join(folder, "schemas"), out: join(folder, "out") });
    expect(files).toEqual(["types.ts", "validators.ts", "zod.ts", "runtime.ts"]);
    const flags = ["-p", folder, "--singleThreaded", "--rootDir", folder, "--outDir", join(folder, "dist")];
    const compiled = await run(tsc, flags).catch((error: unknown) => error);
    expect(compiled).toMatchObject({ stdout: "" });

    const noEval = "--disallow-code-generation-from-strings";
    const { stdout } = await run(process.execPath, [noEval, "dist/use.js"], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual([
      true,
      [
        {
          pointer: "/properties/coupon_code",
          code: "required",
          expected: "a value",
          received: "nothing",
          hint: '"couponCode" is there: did you mean "coupon_code"?',
        },
      ],
    ]);
  }, 30_000);

  it("says so when the package isn't installed", async () => {
    const folder = await temporaryFolder({
      "schemas/a.schema.json": { allOf: [{ $ref: "@email-events/not-there/schemas/email-opened.json" }] },
    });
    const generating = generate({ schemas: join(folder, "schemas"), out: join(folder, "out") });
    await expect(generating).rejects.toThrow(
      "a.schema.json#/allOf/0/$ref: no schema found at @email-events/not-there/schemas/email-opened.json",
    );
  });
});
