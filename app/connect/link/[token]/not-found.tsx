import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { errors } from '#lib/errors.ts'

export default function NoSuchLink() {
  return (
    <SellerFrame>
      <FinishProblem {...errors.connect_link_not_found} start="Go to the start page" />
    </SellerFrame>
  )
}
