import 'server-only'
import { getServices } from './services.ts'

/** A cookie of this installation alone, which no script can read: `__Host-` on https. */
export function ownCookie(name: string) {
  const { settings, cookiePrefix } = getServices()
  const secure = settings.appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Host-' : ''}${cookiePrefix}${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
