import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { wordingOf } from '#lib/errors.ts'

export default function NoSuchAttempt() {
  return (
    <SellerFrame>
      <FinishProblem {...wordingOf('attempt_not_found', 'seller')} />
    </SellerFrame>
  )
}
