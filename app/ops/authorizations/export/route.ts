import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { exportColumnsOf } from '#components/authorizations/authorization-columns.tsx'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { exportAuthorizations } from '#lib/authorizations/export.ts'
import { answerFile } from '../../data/answer-file.ts'
import { authorizations, toAuthorizationQuery } from '../../lists/authorizations.ts'

/** Every matching selling partner as CSV, with the chosen columns. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  const ctx = await pageContext()
  const day = ctx.now().toISOString().slice(0, 10)
  const shown = authorizations.parse(nextUrl.searchParams)
  return answerFile({ name: `selling-partners-${day}.csv`, type: 'text/csv' }, async () =>
    exportAuthorizations(ctx, {
      query: toAuthorizationQuery(shown),
      filter: new URLSearchParams(authorizationsView.fields(shown)).toString(),
      columns: exportColumnsOf(shown.columns),
    }),
  )
}
