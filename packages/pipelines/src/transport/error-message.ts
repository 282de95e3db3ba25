/**
 * Returns the message of an answer that isn't 2xx: `meta.errors` if present, otherwise the text of the body. The status
 * 0 means that there is no answer.
 */
export const toErrorMessage = (httpStatus: number, body: string): string => {
  let message = body;
  try {
    const answer: { readonly meta?: { readonly errors?: unknown } } | null = JSON.parse(body);
    const errors = answer?.meta?.errors;
    if (Array.isArray(errors))
      message = errors.map((error) => (typeof error === "string" ? error : JSON.stringify(error))).join("; ");
  } catch {}
  message = message.trim();
  return httpStatus ? `HTTP ${httpStatus}${message && `: ${message}`}` : message || "no answer";
};
