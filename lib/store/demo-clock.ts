import type { Database } from './client.ts'
import { claimSetting, writeSetting } from './settings.ts'

/** How far the demo's clock is ahead of the database's, in milliseconds. Absent: this database is no demo's. */
export const demoClockSetting = 'demo_clock_ahead_ms'

/** Makes the clock of this database movable, and gives how far it was moved before. Only the demo calls it. */
export async function openDemoClock(db: Database): Promise<number> {
  return Number(await claimSetting(db, demoClockSetting, '0'))
}

/** Every process of this database follows within a second. Only the demo calls it. */
export function moveDemoClock(db: Database, aheadMs: number): Promise<void> {
  return writeSetting(db, demoClockSetting, String(Math.round(aheadMs)))
}
