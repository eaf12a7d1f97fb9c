import { getServices } from '#app/_server/services.ts'
import { errors, isAppError } from '#lib/errors.ts'

const headers = { 'Cache-Control': 'no-store' }

/** JSON for the open dashboard: what was read, or why not, in words for people. */
export async function answer(read: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await read(), { headers })
  } catch (error) {
    if (!isAppError(error)) getServices().log.error({ error }, 'dashboard data could not be read')
    const code = isAppError(error) ? error.code : 'internal'
    const { status, title, next } = errors[code]
    return Response.json({ code, title, next }, { status, headers })
  }
}
