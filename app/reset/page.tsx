import { Heading } from '#components/connect/heading.tsx'
import { ResetForm } from '#components/people/reset-form.tsx'
import { getText } from '../_server/languages/language.ts'
import { Words } from '../_server/languages/words.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { readReset, resetByForm } from './actions.ts'

export default async function ResetPage() {
  const { companyName } = await getPublicSettings()
  const text = await getText('reset')
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text', { company: companyName })}</Heading>
      <Words groups={['account', 'link']}>
        <ResetForm look={readReset} action={resetByForm} />
      </Words>
    </SellerFrame>
  )
}
