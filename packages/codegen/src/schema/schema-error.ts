/** A schema that can't be generated from: says which file, where in it, and what to do. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly file: string;
  readonly pointer: string;

  constructor(file: string, pointer: string, problem: string) {
    super(`${file}#${pointer}: ${problem}`);
    this.file = file;
    this.pointer = pointer;
  }
}
