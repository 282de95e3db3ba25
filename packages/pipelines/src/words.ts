// Long enough for any error the API documents, short enough for a log line.
const maxWords = 500;

const toText = (body: string): string => {
  try {
    const answer: { readonly meta?: { readonly errors?: unknown } } | null = JSON.parse(body);
    const errors = answer?.meta?.errors;
    return Array.isArray(errors) ? errors.join("; ") : body;
  } catch {
    return body;
  }
};

/** The API's words in an answer that isn't 2xx: `meta.errors` where it has them, the text of the body otherwise. */
export const toWords = (httpStatus: number, body: string): string => {
  const words = toText(body).trim().slice(0, maxWords);
  return words === "" ? `HTTP ${httpStatus}` : `HTTP ${httpStatus}: ${words}`;
};
