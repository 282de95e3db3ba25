import { expect, it } from "vitest";
import { bounceClasses, findBounceClass } from "./bounce-class.ts";

it.each([
  ["1", "Undetermined", "undetermined"],
  ["10", "Invalid Recipient", "hard"],
  ["20", "Soft Bounce", "soft"],
  ["21", "DNS Failure", "soft"],
  ["22", "Mailbox Full", "soft"],
  ["23", "Too Large", "soft"],
  ["24", "Timeout", "soft"],
  ["25", "Admin Failure", "admin"],
  ["26", "Smart Send Suppression", "admin"],
  ["30", "Generic Bounce: No RCPT", "hard"],
  ["40", "Generic Bounce", "soft"],
  ["50", "Mail Block", "block"],
  ["51", "Spam Block", "block"],
  ["52", "Spam Content", "block"],
  ["53", "Prohibited Attachment", "block"],
  ["54", "Relaying Denied", "block"],
  ["60", "Auto-Reply", "soft"],
  ["70", "Transient Failure", "soft"],
  ["80", "Subscribe", "admin"],
  ["90", "Unsubscribe", "hard"],
  ["100", "Challenge-Response", "soft"],
])("has class %s: %s, %s", (code, name, category) => {
  expect(findBounceClass(code)).toEqual({ name, category });
});

it("has 21 classes, three of them hard", () => {
  expect(Object.keys(bounceClasses)).toHaveLength(21);
  expect(Object.keys(bounceClasses).filter((code) => bounceClasses[code]?.category === "hard")).toEqual([
    "10",
    "30",
    "90",
  ]);
});

it.each(["2", "010", "1000", "", "toString", "__proto__"])("has no class %o", (code) => {
  expect(findBounceClass(code)).toBeUndefined();
});
