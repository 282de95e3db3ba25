import { readFileSync } from "node:fs";
import { metaschemas } from "@email-events/json-schema";
import { addressesOf, convertDocument, outsideOf, referencesIn } from "@email-events/json-schema/testing";

const readMetaschema = (url: URL): unknown =>
  convertDocument(JSON.parse(readFileSync(url, "utf8")), { dialect: "2020-12" });

/** Read once: hundreds of schemas are tested, and no test changes a document. */
const metaschemaDocuments = [...metaschemas].map(([address, url]) => [address, readMetaschema(url)] as const);

/** The documents that a schema refers to, transitively, metaschemas included. */
export const libraryFor = (schema: unknown, documents: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> => {
  const all = new Map([...documents, ...metaschemaDocuments]);
  const library = new Map<string, unknown>();
  // $id decides what a reference is relative to, so every base that occurs is tried.
  const text = JSON.stringify(schema);
  const ids = [...text.matchAll(/"\$id":\s*"([^"]*)"/g)].map((match) => match[1] ?? "");
  const bases = ids.flatMap((id) =>
    ["http://localhost:1234/", ...ids].filter((base) => URL.canParse(id, base)).map((base) => new URL(id, base).href),
  );
  const visit = (document: unknown, from: readonly string[]): void => {
    for (const { ref } of referencesIn(document, outsideOf(""))) {
      for (const address of from.flatMap((base) => addressesOf(ref, { address: base, idAddress: base, file: "" }))) {
        const bare = address.split("#")[0] ?? "";
        const found = all.get(bare);
        if (found === undefined || library.has(bare)) continue;
        library.set(bare, found);
        visit(found, [bare]);
      }
    }
  };
  visit(schema, ["http://localhost:1234/", ...bases]);
  return library;
};
