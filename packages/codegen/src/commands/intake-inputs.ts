import { choice, repeated, text, UsageError, value, type ValuesOf } from "@email-events/cli";
import { type IntakeOptions, sourceDialects } from "@email-events/json-schema";

const modes = ["annotate", "refuse"] as const;

/** The options that say how schema files are read: the same for every command that reads schemas. */
export const intakeInputs = {
  dialect: choice("NAME", sourceDialects, "dialect of files that name none; default: 2020-12"),
  keyword: repeated(text("NAME", "unknown keyword to treat as an annotation")),
  "unknown-keywords": choice("MODE", modes, "what to do with keywords that no dialect knows; default: refuse"),
  "unknown-formats": choice("MODE", modes, "what to do with formats that validators don't check; default: annotate"),
  "allow-pattern": repeated(
    value("FILE#POINTER", "slow pattern to accept, with the place from its error message", (place, { name, quote }) => {
      if (place.includes("#") || place.startsWith("/")) return place;
      throw new UsageError(`${name} takes a place, FILE#POINTER as the refusal names it, not "${quote(place)}"`);
    }),
  ),
  "map-ref": repeated(
    value("URL=FILE", "file for a $ref to a URL; URL/=FOLDER for all URLs below one", (written, { name, quote }) => {
      const at = written.indexOf("=");
      const [url, file] = [written.slice(0, Math.max(at, 0)), written.slice(at + 1)];
      if (at > 0 && file !== "" && URL.canParse(url)) return [new URL(url).href.replace(/#$/, ""), file] as const;
      throw new UsageError(`${name} takes URL=FILE, or URL/=FOLDER for all URLs below one, not "${quote(written)}"`);
    }),
  ),
};

/** What the options say. */
export interface Intake extends IntakeOptions {
  readonly unknownFormats?: "annotate" | "refuse";
  readonly allowPatterns?: readonly string[];
}

/** Returns how schema files are read; what isn't written is left out. */
export const toIntake = (values: ValuesOf<typeof intakeInputs>): Intake => {
  const { dialect, keyword, "unknown-keywords": unknownKeywords, "unknown-formats": unknownFormats } = values;
  const { "allow-pattern": allowPatterns, "map-ref": mapRef } = values;
  return {
    ...(dialect !== undefined && { dialect }),
    ...(keyword.length > 0 && { keywords: keyword }),
    ...(unknownKeywords !== undefined && { unknownKeywords }),
    ...(unknownFormats !== undefined && { unknownFormats }),
    ...(allowPatterns.length > 0 && { allowPatterns }),
    ...(mapRef.length > 0 && { mapRef: new Map(mapRef) }),
  };
};
