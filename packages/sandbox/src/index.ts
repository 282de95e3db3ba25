export type { Call } from "./call.ts";
export type { Received } from "./create-record.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox.ts";
export type { Fault, Respond, SandboxRequest } from "./fault.ts";
export type { GenerateOptions } from "./generate-options.ts";
export * from "./generated/generators.ts";
