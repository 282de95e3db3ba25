export { createNodeTransport } from "./transport/node-http.ts";
export type { ProxyEnvironment } from "./transport/proxy-environment.ts";
