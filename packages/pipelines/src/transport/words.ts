/**
 * The API's words in an answer that isn't 2xx: `meta.errors` where it has them, the text of the body otherwise. The
 * status 0 stands for no answer at all: there are only the words.
 */
export const toWords = (httpStatus: number, body: string): string => {
  let words = body;
  try {
    const answer: { readonly meta?: { readonly errors?: unknown } } | null = JSON.parse(body);
    const errors = answer?.meta?.errors;
    if (Array.isArray(errors))
      words = errors.map((error) => (typeof error === "string" ? error : JSON.stringify(error))).join("; ");
  } catch {}
  words = words.trim();
  return httpStatus ? `HTTP ${httpStatus}${words && `: ${words}`}` : words;
};
