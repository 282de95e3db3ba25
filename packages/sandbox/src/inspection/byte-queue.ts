/** Bytes in the order in which they came, in memory that is used again. */
export interface ByteQueue {
  /** Copies bytes to the end; returns their place. */
  readonly append: (bytes: Uint8Array) => number;
  /** Copies bytes from a place that isn't released. */
  readonly read: (place: number, length: number) => Buffer;
  /** Releases everything before a place. */
  readonly release: (place: number) => void;
  /** The memory that it has, in bytes: at most two segments more than what isn't released. */
  readonly allocatedBytes: () => number;
}

const defaultSegmentBytes = 262_144;

/**
 * Creates a queue of bytes. A buffer for each request would be cheaper to make, and costs more: the garbage collector
 * runs when buffers outside its heap have grown, and each of them needs memory that no processor has in its cache.
 *
 * @param segmentBytes - How much memory is allocated at once; 262,144 by default.
 */
export const createByteQueue = (segmentBytes = defaultSegmentBytes): ByteQueue => {
  const segments: Buffer[] = [];
  /** How many segments were released. */
  let released = 0;
  let spare: Buffer | undefined;
  let end = 0;

  const segmentAt = (place: number): Buffer => {
    const index = Math.floor(place / segmentBytes) - released;
    const segment = segments[index] ?? spare ?? Buffer.allocUnsafeSlow(segmentBytes);
    if (index < segments.length) return segment;
    if (segment === spare) spare = undefined;
    segments.push(segment);
    return segment;
  };
  return {
    append: (bytes) => {
      const place = end;
      for (let done = 0; done < bytes.length;) {
        const segment = segmentAt(end);
        const offset = end % segmentBytes;
        const length = Math.min(segmentBytes - offset, bytes.length - done);
        segment.set(length === bytes.length ? bytes : bytes.subarray(done, done + length), offset);
        done += length;
        end += length;
      }
      return place;
    },
    read: (place, length) => {
      const bytes = Buffer.allocUnsafe(length);
      for (let done = 0; done < length;) {
        const offset = (place + done) % segmentBytes;
        const segment = segmentAt(place + done);
        done += segment.copy(bytes, done, offset, Math.min(segmentBytes, offset + length - done));
      }
      return bytes;
    },
    release: (place) => {
      const full = Math.floor(place / segmentBytes) - released;
      for (const segment of segments.splice(0, full)) {
        spare ??= segment;
        released += 1;
      }
    },
    allocatedBytes: () => (segments.length + (spare === undefined ? 0 : 1)) * segmentBytes,
  };
};
