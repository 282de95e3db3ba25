/** The files of core that list vocabularies, by their path below `src/generated/`. Reads the names generated before. */
export declare const coreFiles: (options: {
  readonly vocabularies: readonly string[];
  readonly folder: string;
}) => Promise<Readonly<Record<string, string>>>;
