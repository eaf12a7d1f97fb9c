import type { Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, lockApplication } from '../store/applications.ts'

/** The application, locked until the transaction ends. */
export async function requireLockedApplication(tx: Tx, id: string): Promise<ApplicationRow> {
  const present = await lockApplication(tx.db, id)
  if (present === null) throw new AppError('application_not_found', { id })
  return present
}
