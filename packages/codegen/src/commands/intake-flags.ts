import { type IntakeOptions, printable, sourceDialects } from "@email-events/json-schema";
import { UsageError } from "./command.ts";

/** The flags that say how schema files are read, for `parseArgs`: the same for every command that reads schemas. */
export const intakeFlags = {
  dialect: { type: "string" },
  keyword: { type: "string", multiple: true },
  "unknown-keywords": { type: "string" },
  "unknown-formats": { type: "string" },
  "allow-pattern": { type: "string", multiple: true },
  "map-ref": { type: "string", multiple: true },
} as const;

/** The same flags as a usage line shows them. */
export const intakeUsage = [
  "[--dialect NAME] [--keyword NAME]... [--unknown-keywords annotate|refuse]",
  "[--unknown-formats annotate|refuse] [--allow-pattern PLACE]... [--map-ref URL=FILE]...",
].join(" ");

/** What `parseArgs` makes of the flags. */
export interface IntakeValues {
  readonly dialect?: string | undefined;
  readonly keyword?: readonly string[] | undefined;
  readonly "unknown-keywords"?: string | undefined;
  readonly "unknown-formats"?: string | undefined;
  readonly "allow-pattern"?: readonly string[] | undefined;
  readonly "map-ref"?: readonly string[] | undefined;
}

/** What the flags say, checked. */
export interface IntakeCall extends IntakeOptions {
  readonly unknownFormats?: "annotate" | "refuse";
  readonly allowPatterns?: readonly string[];
}

const choose = <Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice => {
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--${flag} doesn't know "${printable(text, 200)}"; it takes ${choices.join(", ")}.`);
};

const attitudes = ["annotate", "refuse"] as const;

const readMapping = (text: string): readonly [string, string] => {
  const at = text.indexOf("=");
  const [url, file] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at > 0 && file !== "" && URL.canParse(url)) return [new URL(url).href.replace(/#$/, ""), file];
  throw new UsageError(
    `--map-ref takes URL=FILE, or URL/=FOLDER for all addresses below one; "${printable(text, 200)}" is neither.`,
  );
};

const readPlace = (text: string): string => {
  if (text.includes("#") || text.startsWith("/")) return text;
  throw new UsageError(`--allow-pattern takes a place, FILE#POINTER as the refusal says it; "${text}" is none.`);
};

/**
 * Reads the flags that say how schema files are read.
 *
 * @throws UsageError for a value that a flag doesn't take
 */
export const readIntake = (values: IntakeValues): IntakeCall => {
  const { dialect, keyword, "unknown-keywords": keywords, "unknown-formats": formats } = values;
  const { "allow-pattern": allowPatterns, "map-ref": mapRef } = values;
  return {
    ...(dialect === undefined ? {} : { dialect: choose("dialect", dialect, sourceDialects) }),
    ...(keyword === undefined ? {} : { keywords: keyword }),
    ...(keywords === undefined ? {} : { unknownKeywords: choose("unknown-keywords", keywords, attitudes) }),
    ...(formats === undefined ? {} : { unknownFormats: choose("unknown-formats", formats, attitudes) }),
    ...(allowPatterns === undefined ? {} : { allowPatterns: allowPatterns.map(readPlace) }),
    ...(mapRef === undefined ? {} : { mapRef: new Map(mapRef.map(readMapping)) }),
  };
};
