import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { addressHeader, readAddress } from '#lib/client-address.ts'
import type { Context } from '#lib/context.ts'
import { AppError } from '#lib/errors.ts'
import { dropDraft } from './forms/draft.ts'
import { readMark } from './http/address.ts'
import { isOwnRequest } from './http/origin-check.ts'
import { readSession } from './people/session.ts'
import { clockCompared, getServices } from './services.ts'
import { readSettings } from './settings.ts'

/** For pages and GET handlers: the actor, the address, and the id in logs and audit. */
export const pageContext = cache(async (): Promise<Context> => {
  await clockCompared()
  const session = await readSession()
  return {
    ...getServices(),
    settings: await readSettings(),
    actor: session?.actor ?? { kind: 'visitor' },
    requestId: crypto.randomUUID(),
    address: readAddress((await headers()).get(addressHeader), readMark()),
  }
})

/** For server actions. Throws `cross_site_request` unless one of our own pages sent it. */
export async function actionContext(): Promise<Context> {
  if (!isOwnRequest(await headers(), getServices().settings.appUrl)) throw new AppError('cross_site_request')
  const ctx = await pageContext()
  await dropDraft(ctx)
  return ctx
}
