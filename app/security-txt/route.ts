import { securityTxt } from '#app/_server/http/security-txt.ts'
import { getServices } from '#app/_server/services.ts'

export const dynamic = 'force-dynamic'

/**
 * `/.well-known/security.txt` leads here (next.config.mjs): builds and tests leave out folders that begin with a dot.
 */
export function GET(): Response {
  const { settings, realNow } = getServices()
  return securityTxt(settings, realNow())
}
