import { toPascalCase } from "../vocabularies.mjs";

/** The type of core that a schema becomes: `Email Marked as Spam` is `EmailMarkedAsSpam`. */
export const typeNameOf = ({ title }) => toPascalCase(title);
