/** The largest schema file that is read, in bytes. */
export const maxFileBytes = 10 * 1024 * 1024;

/** The most bytes that one folder's schemas and all that they refer to may have together. */
export const maxTotalBytes = 64 * 1024 * 1024;

/** The most files and folders that are looked at below a folder of schemas. */
export const maxEntries = 100_000;

/** Schemas are walked by recursive functions. No schema that a person wrote comes near this depth. */
export const maxDepth = 256;

/** The largest YAML file that is read, in characters: reading YAML takes many times as long as reading JSON. */
export const maxYamlCharacters = 1024 * 1024;

/** The most values that a YAML file may have once its aliases are written out. */
export const maxYamlNodes = 500_000;
