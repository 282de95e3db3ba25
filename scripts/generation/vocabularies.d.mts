/** The folder of the repository. */
export declare const repository: string;

/** Every folder of schemas that describes an event, by its name. */
export declare const listVocabularies: (root?: string) => readonly string[];

/** `bulk-tracking` as `BulkTracking`, the beginning of its types. */
export declare const toPascalCase: (name: string) => string;

/** The vocabularies that events come in. */
export declare const listSources: (root?: string) => readonly string[];
