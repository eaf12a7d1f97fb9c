import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { search } from '#components/list/parameters.ts'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import { AppError } from '#lib/errors.ts'
import { answer } from '../answer.ts'

const mostFound = 6

/** Selling partners by name, id or account, for the command menu. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    const words = search.parse(nextUrl.searchParams.get('search') ?? '') ?? ''
    const { rows } = await listAuthorizations(ctx, { search: words, sort: 'name', limit: mostFound })
    return {
      partners: rows.map(({ id, name, sellingPartnerId, accountName, health }) => ({
        ...{ id, name, sellingPartnerId, accountName, health },
      })),
    }
  })
}
