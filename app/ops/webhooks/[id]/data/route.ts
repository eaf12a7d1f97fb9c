import { answerRowsOf } from '../../../data/answer-rows.ts'
import { deliveriesOf } from '../../../lists/deliveries.ts'

export const GET = answerRowsOf(deliveriesOf)
