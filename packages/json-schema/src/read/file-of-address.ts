const folderAddress = "file:///";

/**
 * The path inside the folder of schemas, with `/`, that an address stands for; `undefined` where it stands for none, or
 * for one that leads out of the folder, however that is written.
 */
export const fileOfAddress = (address: string): string | undefined => {
  if (!address.startsWith(folderAddress)) return undefined;
  const encoded = address.slice(folderAddress.length);
  // Decoded, these would separate folders that the address doesn't have, or end the path.
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
