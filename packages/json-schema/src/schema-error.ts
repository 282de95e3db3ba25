import { printable } from "./printable.ts";

/** A place as messages name it: `FILE#POINTER`, or `FILE` for the whole file. */
export const placeInWords = (file: string, pointer: string): string => (pointer === "" ? file : `${file}#${pointer}`);

/** The most characters of each part of a message, so that the problem is visible after any name and pointer. */
const most = { file: 300, pointer: 1500, problem: 1000 };

interface SchemaErrorOptions extends ErrorOptions {
  /** What differs between places with the same problem, such as the text of a pattern. */
  readonly detail?: string;
}

/** A refused schema: the file, the pointer, and what to do. */
export class SchemaError extends Error {
  override readonly name: string = "SchemaError";
  readonly file: string;
  readonly pointer: string;
  /** The problem, equal for places with the same one; not cut, and not safe to print. */
  readonly problem: string;
  readonly detail: string | undefined;

  /** The message is safe to print; `file` and `pointer` are unescaped. */
  constructor(file: string, pointer: string, problem: string, { detail, ...options }: SchemaErrorOptions = {}) {
    const place = placeInWords(printable(file, most.file), printable(pointer, most.pointer));
    const all = detail === undefined ? problem : `${problem}: ${detail}`;
    super(`${place}: ${printable(all, most.problem)}`, options);
    this.file = file;
    this.pointer = pointer;
    this.problem = problem;
    this.detail = detail;
  }
}

/** A folder or file that was given can't be used as a whole; `file` is its path as it was given. */
export class GivenPathError extends SchemaError {
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(path, "", problem, options);
  }
}

/** Several refusals, with the place and the message of the first. */
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
