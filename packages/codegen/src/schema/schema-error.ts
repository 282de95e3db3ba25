import { printable } from "../printable.ts";

/** How much of each part a message shows, in characters: what is wrong must be seen behind any name and any pointer. */
const most = { file: 300, pointer: 1500, problem: 1000 };

/** A schema that can't be generated from: says which file, where in it, and what to do. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly file: string;
  readonly pointer: string;

  /** The message is safe to print; `file` and `pointer` are as they came. */
  constructor(file: string, pointer: string, problem: string, options?: ErrorOptions) {
    const place = `${printable(file, most.file)}#${printable(pointer, most.pointer)}`;
    super(`${place}: ${printable(problem, most.problem)}`, options);
    this.file = file;
    this.pointer = pointer;
  }
}
