import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'

export default async function NoSuchAttempt() {
  return (
    <SellerFrame>
      <FinishProblem {...(await sellerWording('attempt_not_found'))} />
    </SellerFrame>
  )
}
