import { connect, type Connection } from "./file/connect.ts";
import { createStoreFile } from "./file/create.ts";
import { emptyLog } from "./file/empty-log.ts";
import { finishRepair } from "./file/finish-repair.ts";
import { removeLeftovers } from "./file/leftovers.ts";
import { takeOwnerLock, type OwnerLock } from "./file/owner-lock.ts";
import { hasStore, placeOf } from "./file/place.ts";
import { createReserve, type Reserve } from "./file/reserve.ts";
import { explained, toStoreError } from "./sqlite/failure.ts";
import { isStoreError, storeErrors } from "./store-error.ts";
import { reserveBytesFor, walBytesWithin } from "./file/size-limit.ts";
import { recount } from "./tables/counters.ts";
import { checkSchema, migrate } from "./tables/schema.ts";

/** The file of a store, open in this process. */
export interface OpenFile extends Connection {
  readonly place: string;
  readonly reserve: Reserve;
}

/** The same of the process that owns it. */
export interface OwnedFile extends OpenFile {
  readonly lock: Pick<OwnerLock, "renew">;
}

const connectChecked = (place: string, walBytes: number): Connection => {
  const connection = connect(place, walBytes);
  try {
    migrate(place, connection.database);
    checkSchema(place, connection.database);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Reads every page of the file: it takes half a second for a gigabyte that the system has in memory. */
const checkPages = (place: string, { database }: Connection): void => {
  const [found] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
  if (found !== "ok") throw storeErrors.damaged(place, String(found));
};

/** Without room on the disk, the reserve makes some: what is in the store can be read and settled then. */
const connectOnReserve = (place: string, walBytes: number, reserve: Reserve): Connection => {
  try {
    return connectChecked(place, walBytes);
  } catch (error) {
    const explanation = toStoreError(place, error);
    if (!isStoreError(explanation, "full") || !reserve.release()) throw explanation;
    return connectChecked(place, walBytes);
  }
};

/** Opens a store for its owner, and creates it where there is none. Its lock is held until it is closed. */
export const openAsOwner = (path: string, maxBytes?: number): OwnedFile =>
  explained(path, () => {
    const place = placeOf(path);
    // Before the lock, so that nothing is put beside a file that isn't ours.
    hasStore(place);
    const lock = takeOwnerLock(place);
    const walBytes = walBytesWithin(maxBytes);
    const reserve = createReserve(place, reserveBytesFor(walBytes));
    let connection: Connection | undefined;
    try {
      finishRepair(place);
      removeLeftovers(place);
      if (!hasStore(place)) createStoreFile(place, () => {});
      connection = connectOnReserve(place, walBytes, reserve);
      checkPages(place, connection);
      recount(connection.database);
      reserve.ensure();
    } catch (error) {
      connection?.close();
      lock.release();
      throw error;
    }
    const { database, close } = connection;
    return {
      place,
      database,
      reserve,
      lock,
      close() {
        emptyLog(database);
        close();
        lock.release();
      },
    };
  });

/** Opens a store beside its owner. */
export const openBeside = (path: string): OpenFile =>
  explained(path, () => {
    const place = placeOf(path);
    if (!hasStore(place)) throw storeErrors.missing(place);
    const walBytes = walBytesWithin();
    return { place, reserve: createReserve(place, 0), ...connectChecked(place, walBytes) };
  });
