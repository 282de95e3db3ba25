import type { Issue } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { printablePointer } from "./printable-pointer.ts";

// Each entry point and each build of the package (ESM, CommonJS) has its own class; all share this symbol.
const brand = /* @__PURE__ */ Symbol.for("@email-events/validator/InvalidEventError");

/**
 * The error that `assert` throws. Its message has the pointer and the description of each issue, and no payload.
 *
 * `instanceof` also recognizes the errors of the package's other entry points and builds.
 */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";
  readonly issues: readonly Issue[];

  constructor(vocabulary: string, issues: readonly Issue[]) {
    const lines = issues.map(
      (issue) => `\n  ${printablePointer(issue.pointer) || "the event"}: ${describeIssue(issue)}`,
    );
    super(`This is not a valid ${vocabulary} event:${lines.join("")}`);
    this.issues = issues;
    // In the constructor: a bundler keeps a class with a static block, also for predicates, which don't use it.
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass recognizes only its own instances.
    return this === InvalidEventError ? brand in Object(value) : super[Symbol.hasInstance](value);
  }
}
