export { isCall, type Call } from "./call.ts";
export { callTypes, isCallType, type CallType } from "./call-types.ts";
export { type CallProblem, findCallProblems } from "./find-call-problems.ts";
export { defaultCallLimits, maxCallDepth, type CallLimits } from "./limits.ts";
