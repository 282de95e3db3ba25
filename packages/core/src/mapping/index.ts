export { identifier } from "./identifier.ts";
export { text } from "./text.ts";
