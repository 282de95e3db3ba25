// Long enough for any error the API documents, short enough for a log line.
const maxWords = 500;

const errorsOf = (body: string): readonly string[] => {
  try {
    const answer: unknown = JSON.parse(body);
    const meta = typeof answer === "object" && answer !== null && "meta" in answer ? answer.meta : undefined;
    const errors = typeof meta === "object" && meta !== null && "errors" in meta ? meta.errors : undefined;
    return Array.isArray(errors) ? errors.filter((error) => typeof error === "string") : [];
  } catch {
    return [];
  }
};

/** The API's words in an answer that isn't 2xx: `meta.errors` where it has them, the text of the body otherwise. */
export const toWords = (httpStatus: number, body: string): string => {
  const errors = errorsOf(body);
  const words = (errors.length > 0 ? errors.join("; ") : body.trim()).slice(0, maxWords);
  return words === "" ? `HTTP ${httpStatus}` : `HTTP ${httpStatus}: ${words}`;
};
