import { isAppError } from '../errors.ts'

/** Two of one seller can meet at the insert: whoever was second finds the record now, and updates it. */
export async function storeOnce<Stored>(store: () => Promise<Stored>): Promise<Stored> {
  try {
    return await store()
  } catch (error) {
    if (!isAppError(error) || error.code !== 'authorization_changed') throw error
    return store()
  }
}
