export { airship, click, opened, wildCases, type WildCase } from "./wild-cases.ts";
