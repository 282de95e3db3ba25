import { redact } from "@email-events/core/mapping";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** How the page shows texts. */
export interface Mask {
  readonly isOn: boolean;
  /** Returns a text as it is shown. */
  readonly show: (text: string) => string;
}

/** Shows texts as they are. */
export const noMask: Mask = { isOn: false, show: (text) => text };

/** Shows no address. */
export const addressMask: Mask = { isOn: true, show: redact };

/** The mask that is on. */
export const MaskContext = createContext(noMask);

/** Returns the mask that is on. What comes from an event is shown through it. */
export const useMask = (): Mask => useContext(MaskContext);
