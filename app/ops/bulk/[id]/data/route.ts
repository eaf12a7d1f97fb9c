import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { AppError } from '#lib/errors.ts'
import { answer } from '../../../data/answer.ts'
import { bulkRowsOf } from '../../../lists/bulk-actions.ts'

/** A page of the results, for the open page of a bulk action. */
export async function GET(
  { nextUrl }: NextRequest,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    return bulkRowsOf(id).read(ctx, nextUrl.searchParams)
  })
}
