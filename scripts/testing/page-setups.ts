import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { defaultVocabulary, findGenerator } from "../../packages/sandbox/src/vocabulary-names.ts";
import { openStore } from "../../packages/store/src/index.ts";
import { repository } from "../site/page-files.ts";

/** Writes a hundred events of the sandbox's first vocabulary, which pages call `events.ndjson`. */
const writeEvents = (folder: string): void => {
  const events = findGenerator(defaultVocabulary)?.({ seed: 1, count: 100 }) ?? [];
  const lines = Array.from(events, (event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(folder, "events.ndjson"), lines.join(""));
  writeFileSync(join(folder, "events.ndjson.gz"), gzipSync(lines.join("")));
};

/** Writes a state in which fourteen events were set aside. */
const writeState = (folder: string): void => {
  const store = openStore(join(folder, "relay.state"), { maxBytes: 4_000_000 });
  const event = { source: "webhook", payload: Buffer.from("{}"), receivedAt: Date.UTC(2026, 0, 1) };
  const setAside = Array.from({ length: 14 }, () => ({ event, status: "invalid", reason: "no recipient", issues: [] }));
  store.commit({ setAside, offsets: { airship: "1" } });
  store.close();
};

const shopSale = (maxLength: number, ...shops: readonly string[]): string => `{
  "title": "Shop sale",
  "type": "object",
  "properties": {
    "coupon_code": { "type": "string", "maxLength": ${maxLength} },
    "shop": { "enum": ${JSON.stringify(shops)} }
  }
}
`;

/** Writes files, by their paths in a folder. */
const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const refused = {
  "schemas/order.schema.json": JSON.stringify({
    title: "Order",
    properties: Object.fromEntries(Array.from("abcdefg", (name) => [name, { type: "string", colour: "red" }])),
  }),
  "schemas/cart.schema.json": JSON.stringify({ title: "Cart", properties: { price: { $ref: "#/$defs/price" } } }),
};

/** What the folder of a page has before its first block: what its text tells readers to have. */
export const setups: Readonly<Record<string, (folder: string) => void>> = {
  "README.md": writeEvents,
  "docs/openapi/README.md": (folder) =>
    cpSync(join(repository, "docs/openapi/track-calls.json"), join(folder, "track-calls.json")),
  "docs/decisions/which-schemas.md": (folder) => write(folder, refused),
  "packages/relay/README.md": writeEvents,
  "packages/schema-diff/README.md": (folder) =>
    write(folder, {
      "old/shop-sale.schema.json": shopSale(12, "books", "music"),
      "new/shop-sale.schema.json": shopSale(8, "books", "music", "films"),
    }),
  "docs/running-the-relay.md": (folder) => {
    writeEvents(folder);
    writeState(folder);
  },
};
