/** The API's words in an answer that isn't 2xx: `meta.errors` where it has them, the text of the body otherwise. */
export const toWords = (httpStatus: number, body: string): string => {
  let words = body;
  try {
    const answer: { readonly meta?: { readonly errors?: unknown } } | null = JSON.parse(body);
    const errors = answer?.meta?.errors;
    if (Array.isArray(errors)) {
      words = errors.map((error) => (typeof error === "string" ? error : JSON.stringify(error))).join("; ");
    }
  } catch {}
  words = words.trim();
  return `HTTP ${httpStatus}${words && `: ${words}`}`;
};
