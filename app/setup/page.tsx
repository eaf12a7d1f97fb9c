import { SetUp } from '#components/people/set-up.tsx'
import { Words } from '../_server/languages/words.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { readInvitationLink, setUpByForm } from './actions.ts'

export default async function SetUpPage() {
  const { companyName } = await getPublicSettings()
  return (
    <SellerFrame>
      <Words groups={['account', 'link']}>
        <SetUp companyName={companyName} look={readInvitationLink} action={setUpByForm} />
      </Words>
    </SellerFrame>
  )
}
