import { pageContext } from '#app/_server/context.ts'
import { exportResults } from '#lib/bulk/read.ts'
import { answerFile } from '../../../data/answer-file.ts'

/** The results as CSV, with the links that were created. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const ctx = await pageContext()
  const day = ctx.now().toISOString().slice(0, 10)
  return answerFile({ name: `bulk-action-${day}.csv`, type: 'text/csv' }, () => exportResults(ctx, id))
}
