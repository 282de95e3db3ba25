// Detects JSON Schemas by content, because few have a name that says so.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const largest = 5_000_000;

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const isSchema = (document) => {
  if (!isRecord(document) || "swagger" in document || "openapi" in document) return false;
  if (typeof document.$schema === "string") return /json-schema\.org/.test(document.$schema);
  const describesObject = document.type === "object" && isRecord(document.properties);
  const definitions = document.$defs ?? document.definitions;
  const hasRoot = ["$ref", "properties", "oneOf", "anyOf", "allOf"].some((keyword) => keyword in document);
  return describesObject || (isRecord(definitions) && hasRoot);
};

const parse = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};

/** Returns the sorted paths of schemas below a folder. Ignores files that aren't JSON or are over 5 MB. */
export const findSchemas = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.name !== "package.json")
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= largest && isSchema(parse(path)))
    .map((path) => path.slice(folder.length).replaceAll("\\", "/").replace(/^\/+/, ""))
    .toSorted();
