export { type InMemory, makeInMemory } from "./make-in-memory.ts";
export type { Validator } from "../interpreter/run-validator.ts";
