import { join } from 'node:path'
import type { OpenableEnvironment } from '#lib/services.ts'
import type { Passwords } from '../seed-people.ts'
import { deleteSessions } from './open-session.ts'
import { createPrograms } from './programs.ts'
import { openStage } from './stage.ts'
import { playYear, yearDays } from './year.ts'

/**
 * Lets the demo's company live through a year that ends now: sellers, operators, programs, workers and the simulated
 * Amazon act as they would have, with a clock that begins in the past. Requires a database without a demo's year.
 */
export async function buildWorld(
  environment: OpenableEnvironment,
  passwords: Passwords,
  report: (share: number) => void,
): Promise<void> {
  const programs = createPrograms()
  const stage = await openStage(environment, {
    days: yearDays,
    stateFile: join(environment.dataFolder, 'simulator.json'),
    mailboxFile: join(environment.dataFolder, 'mailbox.json'),
    everyDay: programs.work,
    everyHour: programs.workOneHour,
    report,
  })
  try {
    await playYear(stage, programs, environment, passwords)
    await deleteSessions(stage.services.db)
  } finally {
    await stage.close()
  }
}
