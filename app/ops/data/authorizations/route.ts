import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { AppError } from '#lib/errors.ts'
import { toParameters } from '../../../_server/parameters.ts'
import { parseListView } from '../../list-parameters.ts'
import { readAuthorizationsPage } from '../../read-authorizations-page.ts'
import { answer } from '../answer.ts'

/** The list of selling partners for the open dashboard. */
export function GET(request: NextRequest): Promise<Response> {
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    const view = parseListView(toParameters(request.nextUrl.searchParams))
    return readAuthorizationsPage(ctx, view)
  })
}
