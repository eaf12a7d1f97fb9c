import 'server-only'
import { cache } from 'react'
import { type AuthorizationDetail, readAuthorization } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { isRowId } from '#lib/row-id.ts'
import { orNull } from './or-not-found.ts'

/** For pages: null when the actor has access to no such authorization. Read once for a page and its title. */
export const findAuthorization = cache(
  async (ctx: Context, id: string): Promise<AuthorizationDetail | null> => {
    if (!isRowId(id)) return null
    return readAuthorization(ctx, id).catch(orNull('authorization_not_found'))
  },
)
