/** Whether a file is read as YAML. */
export const isYaml = (file: string): boolean => /\.ya?ml$/.test(file);

/** Whether a file of this name may hold a schema that another refers to. */
export const isDocumentName = (file: string): boolean => /\.(?:json|ya?ml)$/.test(file);

/** Whether a file in a folder is a schema by its name alone. */
export const isSchemaName = (file: string): boolean => /\.schema\.(?:json|ya?ml)$/.test(file);
