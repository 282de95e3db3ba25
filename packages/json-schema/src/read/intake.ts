import { convertDocument, type Trait } from "../dialects/convert-document.ts";
import type { SourceDialect } from "../dialects/source-dialect.ts";
import { placeInWords } from "../schema-error.ts";
import { createLinks } from "./links.ts";

/** How unknown keywords are treated: refused, or as annotations. */
export type UnknownKeywords = "annotate" | "refuse";

/** How schema files are read, by `generate` and `diff` alike. */
export interface IntakeOptions {
  /** The dialect of files without `$schema`, or with a vendor's; 2020-12 by default. */
  readonly dialect?: SourceDialect | undefined;
  /** Additional annotation keywords. */
  readonly keywords?: readonly string[] | undefined;
  /** How all other unknown keywords are treated; `refuse` by default. */
  readonly unknownKeywords?: UnknownKeywords | undefined;
  /**
   * Files by address, without fragment. An address that ends in `/` maps all addresses below it to a folder.
   */
  readonly mapRef?: ReadonlyMap<string, string> | undefined;
}

/** Documents by name. */
export type Documents = ReadonlyMap<string, unknown>;

/** Converts the documents of one generation, or of one side of a diff. */
export interface Intake {
  readonly convert: (file: string, document: unknown) => unknown;
  /** Whether converted documents refer to parts of each other that are only read when all are converted again. */
  readonly isIncomplete: (documents: Documents) => boolean;
  /** Finishes the conversion once all documents are read: one document can affect how another is converted. */
  readonly finish: (documents: Documents) => Documents;
  /** The `$schema`s of vendors, by place. */
  readonly vendorDialects: ReadonlyMap<string, string>;
}

/** Creates what converts the documents of one generation, or of one side of a diff. */
export const createIntake = ({
  dialect = "2020-12",
  keywords = [],
  unknownKeywords = "refuse",
}: IntakeOptions = {}): Intake => {
  const named = new Set(keywords);
  const vendorDialects = new Map<string, string>();
  const originals = new Map<string, unknown>();
  const traits = new Set<Trait>();
  const links = createLinks(originals);
  const convertOne = (file: string, document: unknown, hidesContains: boolean): unknown =>
    convertDocument(document, {
      dialect,
      hidesContains,
      links: links.linksOf(file),
      onTrait: (trait) => void traits.add(trait),
      isAnnotation: (keyword) => unknownKeywords === "annotate" || named.has(keyword),
      onVendorDialect: (pointer, $schema) => void vendorDialects.set(placeInWords(file, pointer), $schema),
    });

  return {
    vendorDialects,
    convert: (file, document) => {
      originals.set(file, document);
      return convertOne(file, document, false);
    },
    isIncomplete: links.update,
    finish: (documents) => {
      if (traits.size < 2) return documents;
      return new Map([...documents.keys()].map((file) => [file, convertOne(file, originals.get(file), true)]));
    },
  };
};
