// The verdicts of ajv, in the dialect of a schema.
import { createRequire } from "node:module";
import Ajv from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";

const require = createRequire(import.meta.url);
const options = { strict: false, validateFormats: false, logger: false, ownProperties: true };

// Up to draft-07, siblings of $ref are ignored; ajv needs an option for that.
const olderOptions = { ...options, ignoreKeywordsWithRef: true };

const draft06 = () => {
  const ajv = new Ajv.default(olderOptions);
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  return ajv;
};

const draft04 = async () => {
  const { default: Ajv04 } = await import("ajv-draft-04");
  return new (Ajv04.default ?? Ajv04)(olderOptions);
};

const peers = new Map([
  ["draft-04", draft04],
  ["draft-06", draft06],
  ["draft-07", () => new Ajv.default(olderOptions)],
  ["2019-09", () => new Ajv2019(options)],
]);

/** Without a known `$schema`, the dialect is 2020-12, as in the generator. */
const createPeer = ({ $schema }) => {
  const [dialect] = /draft-0[467]|2019-09/.exec($schema ?? "") ?? [];
  return (peers.get(dialect) ?? (() => new Ajv2020(options)))();
};

const base = "https://corpus.test/";

/**
 * Compiles a schema with ajv, with the files that it references.
 *
 * @returns a function that tells whether a value is valid; `undefined` if ajv can't compile the schema
 */
export const compilePeer = async (file, documents) => {
  const schema = documents.get(file);
  try {
    const ajv = await createPeer(schema);
    for (const [path, document] of documents) {
      if (path !== file) ajv.addSchema(structuredClone(document), `${base}${path}`);
    }
    const key = `${base}${file}`;
    ajv.addSchema(structuredClone(schema), key);
    const validate = ajv.getSchema(key);
    return validate && ((value) => validate(value));
  } catch {
    return undefined;
  }
};
