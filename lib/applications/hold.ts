import type { Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, lockApplication } from '../store/applications.ts'

/** The application, for nobody else to change until the transaction ends. Throws `application_not_found`. */
export async function holdApplication(tx: Tx, id: string): Promise<ApplicationRow> {
  const present = await lockApplication(tx.db, id)
  if (present === null) throw new AppError('application_not_found', { id })
  return present
}
