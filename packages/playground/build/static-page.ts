import type { Plugin } from "vite";

/** The page may load its own files and connect to nothing. What a header alone can forbid, such as frames, isn't here. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "connect-src 'none'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Marks the page as one without a sandbox, and gives it its policy, which a host of static files doesn't send. */
export const staticPage = (): Plugin => ({
  name: "static-page",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policy },
      injectTo: "head-prepend",
    },
    { tag: "meta", attrs: { name: "sandbox", content: "none" }, injectTo: "head" },
  ],
});
