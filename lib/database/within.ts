import { AppError } from '../errors.ts'

/**
 * What `query` gives, or `database_unavailable` when that takes longer, 2 s unless told: a server that is silent must
 * not hold those who ask. The statement itself ends by the pool's own limits.
 */
export async function within<T>(query: Promise<T>, timeoutMs = 2_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('database_unavailable', { timeoutMs })), timeoutMs)
  })
  try {
    return await Promise.race([query, silence])
  } finally {
    clearTimeout(timer)
  }
}
