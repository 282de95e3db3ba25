import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmptyFolder, StoppedError } from "./empty-folder.mjs";
import { commandsOf, readBlocks } from "./read-blocks.mjs";

const refersToShop = {
  title: "Coupon Seen",
  type: "object",
  required: ["opened"],
  properties: { opened: { $ref: "shop-events/schemas/email-opened-with-coupon.json" } },
};

const using = (property) => `import type { EmailOpenedWithCoupon } from "shop-events";
const properties = { email_id: "m-1", ${property}: "A1" };
export const event: EmailOpenedWithCoupon = { type: "track", event: "Email Opened", userId: "ada", properties };
`;

/** What is between a heading and the next. */
const sectionOf = (page, heading) => page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";

/** Makes the package of the page, with the schema of the generator's README, and packs it. */
const publish = async (folder, { page, schema }) => {
  const blocks = readBlocks(sectionOf(page, "Share types"));
  if (blocks.length < 2) throw new StoppedError("the page has no steps to share types");
  folder.write("schemas/email-opened-with-coupon.schema.json", schema);
  for (const { language, code } of blocks) {
    if (language === "json") {
      const manifest = JSON.parse(readFileSync(join(folder.path, "package.json"), "utf8"));
      folder.write("package.json", JSON.stringify({ ...manifest, ...JSON.parse(code) }, null, 2));
      continue;
    }
    for (const command of commandsOf(code)) {
      const [, flags] = /^npx tsc (.*)$/.exec(command) ?? [];
      if (flags !== undefined) await folder.compile(flags.split(" "));
      else await folder.shell(command === "npm publish" ? "npm pack" : command);
    }
  }
};

/** Uses the package in another folder: its types hold, and code that is generated from its schemas imports them. */
const use = async (folder) => {
  await folder.shell("npm install ../shop-events/shop-events-1.0.0.tgz");
  await folder.shell("npm install --save-dev @email-events/codegen && npm pkg set type=module");
  folder.write("use.ts", using("coupon_code"));
  await folder.compile(["--noEmit"]);
  folder.write("use.ts", using("couponCode"));
  const isRefused = await folder.compile(["--noEmit"]).then(
    () => false,
    () => true,
  );
  if (!isRefused) throw new StoppedError("a property that is misspelled compiles");
  folder.write("schemas/coupon-seen.schema.json", JSON.stringify(refersToShop));
  await folder.shell("npx @email-events/codegen generate --schemas schemas --out src/generated");
  const types = readFileSync(join(folder.path, "src/generated/types.ts"), "utf8");
  if (!types.includes('import type { EmailOpenedWithCoupon } from "shop-events";')) {
    throw new StoppedError(`the types of shop-events are copied instead of imported:\n${types}`);
  }
};

/**
 * Shares types between two teams, as a page says.
 *
 * @param page the page with the steps
 * @param schema the schema of the team that shares
 * @throws StoppedError
 */
export const walkSharing = async (work, registry, { page, schema }) => {
  await publish(await createEmptyFolder(join(work, "shop-events"), registry), { page, schema });
  await use(await createEmptyFolder(join(work, "another-team"), registry));
};
