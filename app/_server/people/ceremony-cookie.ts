import 'server-only'
import { cookies } from 'next/headers'
import { ceremonyLifeMs } from '#lib/people/ceremonies.ts'
import { Secret } from '#lib/secret.ts'
import { type Area, currentArea } from '../area.ts'
import { ownCookie } from '../own-cookie.ts'

/** Ties a challenge to the browser that got it. The row decides its purpose and its expiry. */
const cookie = (area: Area) => ownCookie(`gatehouse.passkey-${area}`)

export async function keepCeremony(token: Secret): Promise<void> {
  const { name, options } = cookie(await currentArea())
  ;(await cookies()).set(name, token.expose(), { ...options, maxAge: ceremonyLifeMs / 1_000 })
}

/** Valid for one answer. */
export async function takeCeremony(): Promise<Secret | null> {
  const { name, options } = cookie(await currentArea())
  const jar = await cookies()
  const token = jar.get(name)?.value
  if (token === undefined) return null
  jar.delete({ name, ...options })
  return new Secret(token)
}
