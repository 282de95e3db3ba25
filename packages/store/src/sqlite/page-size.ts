/** The page size of every store, in bytes. It is known also when the first page is damaged. */
export const pageSizeBytes = 8192;
