import { GivenPathError, SchemaError, SchemaErrors } from "./schema-error.ts";

const moved = (folder: string, { file, pointer, problem, detail, cause }: SchemaError): SchemaError =>
  new SchemaError(`${folder}/${file}`, pointer, problem, {
    cause,
    ...(detail === undefined ? {} : { detail }),
  });

/**
 * Puts a folder's name before the files in a schema error. Without a name, for an error on the folder itself, and for other
 * errors, returns the error.
 */
export const inFolder = (name: string | undefined, error: unknown): unknown => {
  if (name === undefined || !(error instanceof SchemaError) || error instanceof GivenPathError) return error;
  if (!(error instanceof SchemaErrors)) return moved(name, error);
  const [first = error, ...more] = error.errors;
  return new SchemaErrors(
    moved(name, first),
    more.map((one) => moved(name, one)),
  );
};
