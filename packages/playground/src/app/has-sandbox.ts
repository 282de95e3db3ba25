/** Whether a sandbox serves this page: static files say that they have none. */
export const hasSandbox = (): boolean => document.querySelector('meta[name="sandbox"][content="none"]') === null;
