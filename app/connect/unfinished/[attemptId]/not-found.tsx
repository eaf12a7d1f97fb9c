import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { errors } from '#lib/errors.ts'

export default function NoSuchAttempt() {
  return (
    <SellerFrame>
      <FinishProblem {...errors.attempt_not_found} />
    </SellerFrame>
  )
}
