export { wildCases, type WildCase } from "@email-events/diagnose/testing";
