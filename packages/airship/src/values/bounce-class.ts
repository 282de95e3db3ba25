/**
 * Category of a bounce: permanent (`hard`), temporary (`soft`), refused because of the sender or the content (`block`),
 * administrative (`admin`), or without a known cause (`undetermined`).
 */
export type BounceCategory = "hard" | "soft" | "block" | "admin" | "undetermined";

/** Name and category of a bounce class. */
export interface BounceClass {
  readonly name: string;
  readonly category: BounceCategory;
}

/**
 * Every bounce class with a known meaning, by its code.
 *
 * The classes are those of SparkPost, Airship's provider; 26 is Airship's own. After a hard bounce Airship suppresses
 * the address.
 */
export const bounceClasses: { readonly [code: string]: BounceClass } = {
  1: { name: "Undetermined", category: "undetermined" },
  10: { name: "Invalid Recipient", category: "hard" },
  20: { name: "Soft Bounce", category: "soft" },
  21: { name: "DNS Failure", category: "soft" },
  22: { name: "Mailbox Full", category: "soft" },
  23: { name: "Too Large", category: "soft" },
  24: { name: "Timeout", category: "soft" },
  25: { name: "Admin Failure", category: "admin" },
  26: { name: "Smart Send Suppression", category: "admin" },
  30: { name: "Generic Bounce: No RCPT", category: "hard" },
  40: { name: "Generic Bounce", category: "soft" },
  50: { name: "Mail Block", category: "block" },
  51: { name: "Spam Block", category: "block" },
  52: { name: "Spam Content", category: "block" },
  53: { name: "Prohibited Attachment", category: "block" },
  54: { name: "Relaying Denied", category: "block" },
  60: { name: "Auto-Reply", category: "soft" },
  70: { name: "Transient Failure", category: "soft" },
  80: { name: "Subscribe", category: "admin" },
  90: { name: "Unsubscribe", category: "hard" },
  100: { name: "Challenge-Response", category: "soft" },
};

/** Returns the bounce class of a code; undefined for a code without a known meaning. */
export const findBounceClass = (code: string): BounceClass | undefined =>
  Object.hasOwn(bounceClasses, code) ? bounceClasses[code] : undefined;
