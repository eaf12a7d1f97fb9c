import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { mayOf } from '#app/_server/operator-page.ts'
import { search } from '#components/list/parameters.ts'
import type { Found } from '#components/shell/use-found.ts'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import { searchRunnable } from '#lib/calls/list-operations.ts'
import type { Context } from '#lib/context.ts'
import { AppError } from '#lib/errors.ts'
import { answer } from '../answer.ts'

const mostFound = 6
/** Less than this is a part of too many operations' names. */
const shortestName = 3

/** Selling partners by name, id or account, and operations by name, for the command menu. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  return answer(async (): Promise<Found> => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    const words = search.parse(nextUrl.searchParams.get('search') ?? '') ?? ''
    const { rows } = await listAuthorizations(ctx, { search: words, sort: 'name', limit: mostFound })
    return {
      partners: rows.map(({ id, name, sellingPartnerId, accountName, health }) => ({
        id,
        name,
        sellingPartnerId,
        accountName,
        health,
      })),
      operations: await findOperations(ctx, words, nextUrl.searchParams.get('authorization')),
    }
  })
}

async function findOperations(
  ctx: Context,
  words: string,
  authorizationId: string | null,
): Promise<Found['operations']> {
  if (words.length < shortestName || !mayOf(ctx)('calls:run')) return []
  const partner = authorizationId === null ? null : await findAuthorization(ctx, authorizationId)
  return searchRunnable(ctx, { query: words, limit: mostFound, partner }).map(
    ({ key, id, api, version }) => ({ key, id, api, version }),
  )
}
