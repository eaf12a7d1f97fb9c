import { answerRowsOf } from '../../../data/answer-rows.ts'
import { bulkRowsOf } from '../../../lists/bulk-actions.ts'

export const GET = answerRowsOf(bulkRowsOf)
