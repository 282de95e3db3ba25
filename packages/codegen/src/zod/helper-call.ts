import { identifier, js } from "../source-text/source.ts";
import { type Code, group } from "./code.ts";

/** A call of an emitted helper function. */
export const helperCall = (name: string, values: readonly Code[]): Code =>
  group(js`${identifier(name)}(`, values, js`)`);
