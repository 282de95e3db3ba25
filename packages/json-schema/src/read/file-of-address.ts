const folderAddress = "file:///";

/**
 * The path inside the schema folder, with `/`, for an address; `undefined` where there is none, or where it leads out of the
 * folder in any encoding.
 */
export const fileOfAddress = (address: string): string | undefined => {
  if (!address.startsWith(folderAddress)) return undefined;
  const encoded = address.slice(folderAddress.length);
  // Decoded, these would act as separators or end the path.
  if (/%(?:00|2f|5c)/i.test(encoded)) return undefined;
  let file: string;
  try {
    file = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  const isInside = file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  return isInside && !/[\\\0]/.test(file) ? file : undefined;
};
