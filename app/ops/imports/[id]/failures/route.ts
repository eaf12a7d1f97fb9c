import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { exportFailures } from '#lib/imports/read.ts'
import { answerFile } from '../../../data/answer-file.ts'

/** The lines that failed, as CSV without their tokens. */
export async function GET(
  _request: NextRequest,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  const ctx = await pageContext()
  return answerFile({ name: 'import-failures.csv', type: 'text/csv' }, () => exportFailures(ctx, id))
}
