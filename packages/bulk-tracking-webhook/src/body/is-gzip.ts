/** ID1, ID2 and the only compression method there is (RFC 1952); no JSON text begins so, and no UTF-8. */
const gzipHeader = [0x1f, 0x8b, 0x08];

/** How a member of gzip begins. */
export const [firstByte] = gzipHeader;

/** Whether bytes begin like gzip, also where they are cut off in these three bytes. */
export const isGzip = (bytes: Uint8Array): boolean =>
  bytes.length > 0 && gzipHeader.every((byte, index) => index >= bytes.length || bytes[index] === byte);
