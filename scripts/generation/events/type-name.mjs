import { toPascalCase } from "../vocabularies.mjs";

/** The type of core that a schema becomes: `Email Marked as Spam` is `EmailMarkedAsSpam`. */
export const typeNameOf = ({ title }) =>
  toPascalCase(
    title
      .split(/[^A-Za-z0-9]+/)
      .filter(Boolean)
      .join("-"),
  );
