/** Whether a file is read as YAML. */
export const isYaml = (file: string): boolean => /\.ya?ml$/.test(file);

/** Whether a file of this name may hold a schema that another refers to. */
export const isDocumentName = (file: string): boolean => /\.(?:json|ya?ml)$/.test(file);

/** Whether a file in a folder is a schema by its name alone. */
export const isSchemaName = (file: string): boolean => /\.schema\.(?:json|ya?ml)$/.test(file);

/** The name of a file that says in JSON what another says: its own, or for YAML one that no other file has. */
export const jsonFileName = (file: string, others: ReadonlySet<string>): string => {
  if (!isYaml(file)) return file;
  const name = file.replace(/\.ya?ml$/, ".json");
  return others.has(name) ? `${file}.json` : name;
};
