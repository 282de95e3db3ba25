/** Hashes an id (FNV-1a): the same id is always in the same partition. */
export const hashId = (id: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) value = Math.imul(value ^ id.charCodeAt(index), 0x01000193);
  return value >>> 0;
};
