import { atSign } from "./at-sign.ts";

/** Whether a short text may contain an address: it has an at sign, possibly full-width, small, encoded or escaped. */
export const holdsAddress = (text: string): boolean => atSign.test(text);
