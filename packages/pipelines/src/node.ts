export { createNodeTransport } from "./transport/node-http.ts";
