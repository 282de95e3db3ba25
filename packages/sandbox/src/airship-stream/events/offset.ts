/** How offsets look: those of Airship's examples are numbers in a text; readers must not rely on it. */
export type OffsetForm = "numeric" | "text";

const firstNumeric = 1_000_000_000_000;

/** Writes the offset of the event with that serial, from 0. */
export const toOffset = (serial: number, form: OffsetForm): string =>
  form === "numeric" ? String(firstNumeric + serial) : `o${serial.toString(36)}=`;

/** Reads an offset; `undefined` where it isn't one that `toOffset` writes. */
export const toSerial = (offset: string, form: OffsetForm): number | undefined => {
  const serial = form === "numeric" ? Number(offset) - firstNumeric : parseInt(offset.slice(1), 36);
  return Number.isSafeInteger(serial) && serial >= 0 && toOffset(serial, form) === offset ? serial : undefined;
};
