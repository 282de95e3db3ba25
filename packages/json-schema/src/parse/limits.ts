/** The largest schema file that is read, in bytes. */
export const maxFileBytes = 10 * 1024 * 1024;

/** What is said of a file that is larger than a number of bytes. */
export const largerThan = (bytes: number): string => `this file is larger than ${megabytes(bytes)}`;

/** Bytes in MB. */
export const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

/** The most bytes of a folder's schemas and everything they refer to. */
export const maxTotalBytes = 64 * 1024 * 1024;

/** The most files and folders below a schema folder. */
export const maxEntries = 100_000;

/** The deepest nesting, since schemas are walked recursively. Handwritten schemas are far from it. */
export const maxDepth = 256;

/** The largest YAML file that is read, in characters: parsing YAML is much slower than parsing JSON. */
export const maxYamlCharacters = 1024 * 1024;

/** The most values in a YAML file once its aliases are expanded. */
export const maxYamlNodes = 500_000;
