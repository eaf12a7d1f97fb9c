import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { AppError } from '#lib/errors.ts'
import { answer } from '../../../data/answer.ts'
import { deliveriesOf } from '../../../lists/deliveries.ts'

/** A page of the deliveries, for the open page of an endpoint. */
export async function GET(
  { nextUrl }: NextRequest,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    return deliveriesOf(id).read(ctx, nextUrl.searchParams)
  })
}
