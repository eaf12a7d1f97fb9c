import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import type { Context } from '#lib/context.ts'
import { AppError } from '#lib/errors.ts'
import { answer } from './answer.ts'

interface Rows {
  read(ctx: Context, asked: URLSearchParams): Promise<unknown>
}

/** A route that reads a page of the rows that belong to one record, for its open page. */
export function answerRowsOf(rowsOf: (id: string) => Rows) {
  return async (
    { nextUrl }: NextRequest,
    { params }: { params: Promise<{ id: string }> },
  ): Promise<Response> => {
    const { id } = await params
    return answer(async () => {
      const ctx = await pageContext()
      if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
      return rowsOf(id).read(ctx, nextUrl.searchParams)
    })
  }
}
