import { printable } from "./printable.ts";

/** How much of each part a message shows, in characters: what is wrong must be seen behind any name and any pointer. */
const most = { file: 300, pointer: 1500, problem: 1000 };

interface SchemaErrorOptions extends ErrorOptions {
  /** What differs from place to place where the same is wrong, such as the text of a pattern. */
  readonly detail?: string;
}

/** A schema that can't be generated from: says which file, where in it, and what to do. */
export class SchemaError extends Error {
  override readonly name: string = "SchemaError";
  readonly file: string;
  readonly pointer: string;
  /** What is wrong, equal for places where the same is wrong; not cut, and not safe to print. */
  readonly problem: string;
  readonly detail: string | undefined;

  /** The message is safe to print; `file` and `pointer` are as they came. */
  constructor(file: string, pointer: string, problem: string, { detail, ...options }: SchemaErrorOptions = {}) {
    const place = `${printable(file, most.file)}#${printable(pointer, most.pointer)}`;
    const all = detail === undefined ? problem : `${problem}: ${detail}`;
    super(`${place}: ${printable(all, most.problem)}`, options);
    this.file = file;
    this.pointer = pointer;
    this.problem = problem;
    this.detail = detail;
  }
}

/** Everything that one step of reading schemas refuses; of the first it has the place and the message. */
export class SchemaErrors extends SchemaError {
  override readonly name: string = "SchemaErrors";
  /** At least two. */
  readonly errors: readonly SchemaError[];

  constructor(first: SchemaError, more: readonly SchemaError[]) {
    const { file, pointer, problem, detail } = first;
    super(file, pointer, problem, { cause: first, ...(detail === undefined ? {} : { detail }) });
    this.errors = [first, ...more];
  }
}
