import { Heading } from '#components/connect/heading.tsx'
import { ResetForm } from '#components/people/reset-form.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { readReset, resetByForm } from './actions.ts'

export default function ResetPage() {
  const { companyName } = getPublicSettings()
  return (
    <SellerFrame>
      <Heading title="Choose a new password">
        For your account at {companyName}. This is not your Amazon password.
      </Heading>
      <ResetForm look={readReset} action={resetByForm} />
    </SellerFrame>
  )
}
