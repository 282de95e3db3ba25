export { checkOptions, chooseOption } from "./check-options.ts";
export { describeValue } from "./describe-value.ts";
export { identifier } from "./identifier.ts";
export { millisecondsIssue } from "./milliseconds-issue.ts";
export { milliseconds, thirteenDigits, type TimeRange } from "./milliseconds.ts";
export { printable } from "./printable.ts";
export { text } from "./text.ts";
