export { markRoundedNumbers } from "./mark-rounded-numbers.ts";
export { walkJson, type JsonFault, type JsonVisitor } from "./walk-json.ts";
