import { SetUp } from '#components/people/set-up.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { lookAtInvitation, setUpByForm } from './actions.ts'

export default function SetUpPage() {
  const { companyName } = getPublicSettings()
  return (
    <SellerFrame>
      <SetUp companyName={companyName} look={lookAtInvitation} action={setUpByForm} />
    </SellerFrame>
  )
}
