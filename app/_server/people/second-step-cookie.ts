import 'server-only'
import { cookies } from 'next/headers'
import { ceremonyLifeMs } from '#lib/people/ceremonies.ts'
import { Secret } from '#lib/secret.ts'
import { ownCookie } from '../own-cookie.ts'

/** Says that the correct password was entered in this browser. The row knows for which person, and until when. */
const cookie = () => ownCookie('gatehouse.second-step')

export async function keepSecondStep(token: Secret): Promise<void> {
  const { name, options } = cookie()
  ;(await cookies()).set(name, token.expose(), { ...options, maxAge: ceremonyLifeMs / 1_000 })
}

export async function readSecondStep(): Promise<Secret | null> {
  const token = (await cookies()).get(cookie().name)?.value
  return token === undefined ? null : new Secret(token)
}

export async function dropSecondStep(): Promise<void> {
  const { name, options } = cookie()
  ;(await cookies()).delete({ name, ...options })
}
