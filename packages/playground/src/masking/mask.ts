import { redact } from "@email-events/core/mapping";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { showUnseen } from "./unseen.ts";

/** How the page shows texts. */
export interface Mask {
  readonly isOn: boolean;
  /** Returns a text as it is copied, and put into a link. */
  readonly copy: (text: string) => string;
  /** Returns a text as it is shown. */
  readonly show: (text: string) => string;
  /** Returns the start of a text as it is shown in a line. */
  readonly showShort: (text: string) => string;
  /** Returns the start of a text of any length as it is shown by itself. */
  readonly showLong: (text: string) => string;
}

const maxShortChars = 200;
const maxLongChars = 100_000;

const createMask = (isOn: boolean, take: (text: string, maxChars?: number) => string): Mask => ({
  isOn,
  copy: (text) => take(text),
  show: (text) => showUnseen(take(text)),
  showShort: (text) => showUnseen(take(text, maxShortChars)),
  showLong: (text) => showUnseen(take(text, maxLongChars)),
});

/** Shows texts as they are. */
export const noMask = createMask(false, (text, maxChars) => text.slice(0, maxChars));

/** Shows no address. An address that a limit would cut is masked before. */
export const addressMask = createMask(true, redact);

/** The mask that is on. */
export const MaskContext = createContext(noMask);

/** Returns the mask that is on. What comes from an event is shown through it. */
export const useMask = (): Mask => useContext(MaskContext);
