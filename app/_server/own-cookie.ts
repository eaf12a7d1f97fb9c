import 'server-only'
import { getServices } from './services.ts'

/** A cookie of this host alone, which no script reads: `__Host-` on https. */
export function ownCookie(name: string) {
  const secure = getServices().settings.appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Host-' : ''}${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
