/** The largest file that is read; 100 MB with either meaning of MB. */
const maxFileBytes = 104_857_600;

/**
 * Returns the bytes of a file.
 *
 * @throws Error for a file that is too large. No other way to explain takes a larger one, so it asks for a part.
 */
export const readFile = async (file: Pick<File, "size" | "arrayBuffer">): Promise<Uint8Array> => {
  if (file.size > maxFileBytes)
    throw new Error(
      `The file has ${Math.round(file.size / 1_000_000)} MB, and this page reads up to 100 MB. Choose a part of it, such as its first lines: head -n 1000 FILE > part.ndjson`,
    );
  return new Uint8Array(await file.arrayBuffer());
};
