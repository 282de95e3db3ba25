import { SchemaError } from "../schema-error.ts";

/** A text isn't JSON. */
export class JsonSyntaxError extends SchemaError {
  /** Where reading stopped, in UTF-16 units from the start of the text. */
  readonly offset: number;

  constructor(file: string, problem: string, offset: number) {
    super(file, "", problem);
    this.offset = offset;
  }
}
