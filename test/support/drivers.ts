import { readdirSync } from 'node:fs';

/** Where the drivers lie: each folder is one. */
export const DRIVERS = 'test/drivers';

/** The one that holds mistakes on purpose. */
const FAULTY = 'echo';

/** The folders of the drivers that are right by every requirement, sorted. */
export const correctDrivers: readonly string[] = readdirSync(DRIVERS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== FAULTY)
  .map(({ name }) => `${DRIVERS}/${name}`)
  .sort();
