import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { wordingOf } from '#lib/errors.ts'

export default function NoSuchLink() {
  return (
    <SellerFrame>
      <FinishProblem {...wordingOf('connect_link_not_found', 'seller')} start="Go to the start page" />
    </SellerFrame>
  )
}
