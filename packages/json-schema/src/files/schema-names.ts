/** Whether a file is read as YAML. */
export const isYaml = (file: string): boolean => /\.ya?ml$/.test(file);

/** Whether a file name is that of a JSON or YAML document. */
export const isDocumentName = (file: string): boolean => /\.(?:json|ya?ml)$/.test(file);

/** Whether a file name is that of a schema. */
export const isSchemaName = (file: string): boolean => /\.schema\.(?:json|ya?ml)$/.test(file);

/** The name of the JSON version of a file: its own, or for YAML one that no other file has. */
export const jsonFileName = (file: string, others: ReadonlySet<string>): string => {
  if (!isYaml(file)) return file;
  const name = file.replace(/\.ya?ml$/, ".json");
  return others.has(name) ? `${file}.json` : name;
};

/** Whether a document has a `$schema` of JSON Schema. */
export const namesJsonSchema = (document: unknown): boolean =>
  typeof document === "object" &&
  document !== null &&
  "$schema" in document &&
  typeof document.$schema === "string" &&
  /^https?:\/\/json-schema\.org\//.test(document.$schema);
