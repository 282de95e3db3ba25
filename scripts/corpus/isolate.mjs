// Copies one schema to its own folder, with the files that it references.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

const isAddress = (text) => /^[a-z][a-z0-9+.-]*:/i.test(text);

const withoutFragment = (text) => text.split("#")[0];

const read = (folder, file) => JSON.parse(readFileSync(join(folder, file), "utf8"));

const addressOf = ({ $id, id }) => {
  const address = [$id, id].find((candidate) => typeof candidate === "string" && isAddress(candidate));
  return address === undefined ? undefined : withoutFragment(address);
};

/** Returns the files of a folder by their address (`$id`). */
export const indexAddresses = (folder, files) =>
  new Map(files.map((file) => [addressOf(read(folder, file)), file]).filter(([address]) => address !== undefined));

const referencesIn = (value, found = new Set()) => {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, below] of Object.entries(value)) {
    if (key === "$ref" && typeof below === "string") found.add(withoutFragment(below));
    else referencesIn(below, found);
  }
  return found;
};

/** Returns every `$id` in a document. */
const addressesIn = (value, found = new Set()) => {
  if (typeof value !== "object" || value === null) return found;
  const address = addressOf(value);
  if (address !== undefined) found.add(address);
  for (const below of Object.values(value)) addressesIn(below, found);
  return found;
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

/** Returns the files that a document references, by address or by relative path, with their names in the copy. */
const filesNamedBy = ({ folder, addresses }, file, document) => {
  const own = addressOf(document);
  const inside = addressesIn(document);
  return [...referencesIn(document)].flatMap((reference) => {
    const absolute = own === undefined || reference === "" ? reference : URL.parse(reference, own)?.href;
    const address = withoutFragment(absolute ?? reference);
    if (inside.has(address)) return [];
    const byAddress = addresses.get(address);
    if (byAddress !== undefined) return [{ path: byAddress, isByAddress: true }];
    if (reference === "" || isAddress(reference) || reference.startsWith("/")) return [];
    const path = posix.join(posix.dirname(file), reference);
    return !path.startsWith("..") && isFile(join(folder, path)) ? [{ path, isByAddress: false }] : [];
  });
};

/** Returns the schema and everything that it references: path to document, and whether it was found by address. */
const reach = (corpus, file) => {
  const reached = new Map();
  const waiting = [{ path: file, isByAddress: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, isByAddress } = next;
    if (reached.has(path)) continue;
    try {
      const document = read(corpus.folder, path);
      reached.set(path, { document, isByAddress });
      waiting.push(...filesNamedBy(corpus, path, document));
    } catch {
      // The generator reports references to files that aren't JSON.
    }
  }
  return reached;
};

/** A path in the copy, where no folder is called `node_modules`, which the generator doesn't search. */
const copyPath = (path) => path.replaceAll(/(?<=^|\/)node_modules(?=\/)/g, "packages");

const schemaName = (file) => copyPath(file).replace(/(\.schema)?\.json$/, ".schema.json");

const write = (target, file, document) => {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  writeFileSync(join(target, file), JSON.stringify(document));
};

/**
 * Copies a schema to `target` with a name that the generator reads, and the files that it references: those with an
 * address likewise, those with a relative path under that path.
 *
 * @returns the path of the schema inside `target`, and every document by its path in the corpus
 */
export const isolate = (corpus, file, target) => {
  const reached = reach(corpus, file);
  for (const [path, { document, isByAddress }] of reached) {
    write(target, isByAddress ? schemaName(path) : copyPath(path), document);
  }
  const documents = new Map([...reached].map(([path, { document }]) => [path, document]));
  return { root: schemaName(file), documents };
};
